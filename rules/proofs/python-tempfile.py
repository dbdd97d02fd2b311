"""Temporary files of the standard library, which their makers remove."""

import tempfile
from pathlib import Path


class Folder:
    """A temporary folder: it must be there after workers have ended."""

    row = "tempfile.TemporaryDirectory"
    unseen = True
    rounds = 1

    def build(self):
        return tempfile.TemporaryDirectory()

    def release(self, folder):
        folder.cleanup()

    def work(self, folder, token):
        return token if Path(folder.name).is_dir() else "gone"

    def no_help_build_ignore_errors(self):
        """`ignore_cleanup_errors=True`"""
        return tempfile.TemporaryDirectory(ignore_cleanup_errors=True)

    def repair_in_worker_detach(self, folder):
        """take the finalizer away in the worker"""
        folder._finalizer.detach()


class File:
    """A temporary file with a name: it must be there after workers have ended."""

    row = "tempfile.NamedTemporaryFile()"
    rounds = 1

    def build(self):
        return tempfile.NamedTemporaryFile()

    def release(self, file):
        file.close()

    def work(self, file, token):
        return token if Path(file.name).exists() else "gone"

    def repair_build_kept(self):
        """`delete=False`"""
        return tempfile.NamedTemporaryFile(delete=False)
