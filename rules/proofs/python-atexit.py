"""Handlers that run when the interpreter ends: each worker has a copy of the master's."""

import atexit
import os
import shutil
from pathlib import Path


def _note():
    with Path("ended").open("a") as file:
        file.write("ended\n")


class Handler:
    """A handler that is registered while loading: the master counts who has run it."""

    row = "atexit.register()"
    rounds = 1

    def prepare(self):
        Path("ended").touch()

    def build(self):
        return atexit.register(_note)

    def work(self, _handler, token):
        return 0 if token.startswith("w") else Path("ended").read_text().count("ended")

    def expected(self, _token):
        return 0

    def repair_build_pid(self):
        """compare `os.getpid()` with the pid that registered it"""
        owner = os.getpid()
        return atexit.register(lambda: os.getpid() == owner and _note())

    def repair_in_worker_unregister(self, handler):
        """`atexit.unregister()` in the worker"""
        atexit.unregister(handler)


class Removal:
    """A handler that removes a folder: the first worker that ends removes it for all."""

    row = "atexit.register(shutil.rmtree)"
    unseen = True
    rounds = 1

    def prepare(self):
        Path("shared").mkdir()

    def build(self):
        return atexit.register(shutil.rmtree, "shared", ignore_errors=True)

    def work(self, _handler, token):
        return token if token.startswith("w") or Path("shared").exists() else "removed"

    def repair_build_pid(self):
        """compare `os.getpid()` with the pid that made the folder"""
        owner = os.getpid()
        return atexit.register(lambda: os.getpid() == owner and shutil.rmtree("shared"))
