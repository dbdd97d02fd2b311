# mypy: ignore-errors
"""A library: a pool that notices forks, a generator, and a class that its package exports lazily."""

import socket
import threading

from acme._pool import BlockingPool, Pool

__all__ = ["BlockingPool", "Pool", "connections"]
WOKEN: list[str] = []


class Connections:
    """There is one of it per process."""

    def __init__(self):
        self.default = Pool()


connections = Connections()
_cached = socket.socket()


class Holder:
    """Holds an object of its user, and a lock of its own."""

    def __init__(self, held):
        self.held = held
        self.lock = threading.Lock()

    def guard(self):
        """Uses the lock."""
        with self.lock:
            return self.held


def __getattr__(name):
    WOKEN.append(name)
    if name == "Lazy":
        from acme._pool import Lazy

        return Lazy
    raise AttributeError(name)
