"""fsspec, whose asynchronous file systems run in a thread of their own, with a web server."""

import fsspec
from fsspec.implementations.http import HTTPFileSystem


class Http:
    """An asynchronous file system that loading read from."""

    row = "fsspec.implementations.http.HTTPFileSystem"
    service = "web"
    packages = ("aiohttp",)
    rounds = 3
    deadline = 3.0

    def build(self):
        return HTTPFileSystem()

    def use(self, files):
        self._ask(files, "used")

    def _ask(self, files, token):
        return files.cat(f"http://{self.at.host}:{self.at.port}/{token}").decode()

    def work(self, files, token):
        return token if token.startswith("m") else self._ask(files, token)

    def repair_build_where_it_is_used(self):
        """make the file system where it is used, and read nothing while loading: instances are kept per process"""
        self.use, self.work = lambda files: None, self._made

    def _made(self, _files, token):
        return self._ask(fsspec.filesystem("http"), token)

    def no_help_in_worker_clear(self, _files):
        """`clear_instance_cache()` in the worker: the object at hand stays"""
        HTTPFileSystem.clear_instance_cache()
