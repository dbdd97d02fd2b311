# mypy: ignore-errors
import os
import socket
import threading


class Connection:
    def __init__(self, pool):
        self._pool = pool
        self._channel = {"read": socket.socket()}

    def __del__(self):
        self._channel.clear()


class Pool:
    def __init__(self):
        self._pid = os.getpid()
        self._idle = [Connection(self), Connection(self)]
        self._lent = [Connection(self)]
        self._lock = threading.Lock()

    def _checkpid(self):
        if self._pid != os.getpid():
            self._pid = os.getpid()
            self._idle, self._lent = [], []


class BlockingPool(Pool):
    """Never looks at the pid."""


class Refusing(Pool):
    def _checkpid(self):
        raise SystemExit


class Lazy:
    __slots__ = ("state",)

    def __init__(self):
        self.state = socket.socket()


class Dice:
    """Counts up: a generator that has nothing of `random.Random`."""

    def __init__(self):
        self.last = 0

    def roll(self):
        self.last += 1
        return self.last


CALLED = []


class Odd:
    """Its `fileno` does more than tell a number."""

    def __init__(self):
        self.inner = socket.socket()

    def fileno(self):
        self.open_it()
        return self.inner.fileno()

    def open_it(self):
        CALLED.append("fileno")
