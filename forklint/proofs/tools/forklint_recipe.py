"""What recipes have in common; they import it as `forklint_recipe`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

_LOOPS: dict[int, asyncio.AbstractEventLoop] = {}


def served(program: str) -> int:
    """Port of loopback where a program listens that is started with it as its argument; it ends with the stage."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([sys.executable, "-c", program, str(port)], stdin=quiet, stdout=quiet)
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return port
    raise RuntimeError(f"the recipe's server ended with status {process.returncode}")


class OfProcess:
    """Stands for an object that each process makes when it first uses it."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make, self._made = make, dict[int, Any]()

    def __getattr__(self, name: str) -> Any:
        if os.getpid() not in self._made:
            self._made[os.getpid()] = self._make()
        return getattr(self._made[os.getpid()], name)


def loop() -> asyncio.AbstractEventLoop:
    """The one event loop of this process."""
    import asyncio  # which most recipes do without

    if os.getpid() not in _LOOPS:
        _LOOPS[os.getpid()] = asyncio.new_event_loop()
    return _LOOPS[os.getpid()]


def inherit_loop() -> None:
    """Go on with the master's loop, as a worker does that knows no better."""
    _LOOPS[os.getpid()] = _LOOPS[os.getppid()]


def end_loop() -> None:
    """Close this process's loop."""
    _LOOPS.pop(os.getpid()).close()
