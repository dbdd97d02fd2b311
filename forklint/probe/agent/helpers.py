"""What the standard library itself shares among processes by design: its resource tracker and forkserver."""

from __future__ import annotations

import sys
from typing import Any

_HELPERS = (
    ("multiprocessing.resource_tracker", "_resource_tracker", "_fd", "_pid"),
    ("multiprocessing.forkserver", "_forkserver", "_forkserver_alive_fd", "_forkserver_pid"),
)
"""Module, its object, and the attributes that hold the pipe and the process
(https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods)."""


def descriptors() -> set[int]:
    """Pipes to the helpers: every process of the family writes whole messages to them."""
    return {number for number, _ in _known() if isinstance(number, int)}


def processes() -> set[int]:
    """The helpers themselves."""
    return {pid for _, pid in _known() if isinstance(pid, int)}


def _known() -> list[tuple[Any, Any]]:
    found = []
    for module, name, number, pid in _HELPERS:
        held = vars(sys.modules[module]).get(name) if module in sys.modules else None
        if held is not None:
            found.append((vars(held).get(number), vars(held).get(pid)))
    return found
