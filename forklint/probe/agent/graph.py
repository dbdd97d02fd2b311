"""The application's object graph: which of its globals leads to which descriptor, thread, lock and generator.

Everything here is looked at without calling the application's code, and nothing is kept alive after a call, but by the
walk that a caller keeps for the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .objects import draws, guards, pids
from .objects.asked import Origin, Settings
from .objects.finalizers import finalizers
from .objects.find import walked
from .objects.locks import system_locks
from .objects.loops import busy
from .objects.notice import notice
from .objects.report import rows
from .objects.walk import Walk

__all__ = ["Origin", "Settings", "Walk", "busy", "finalizers", "inspect", "notice", "reach", "system_locks", "walked"]

_reach: dict[str, Any] = {}


def inspect(asked: Settings | Walk, allocated: Callable[[object], Origin | None]) -> list[dict[str, Any]]:
    """Each object worth telling of, once, by its shortest path, as data that JSON can hold."""
    walk = asked if isinstance(asked, Walk) else walked(asked)
    found = rows(walk, allocated)
    found += pids.captured(walk)
    found += draws.rows(walk.kinds.known)
    _reach.update(objects=len(walk.nodes), cut=walk.cut, guards=guards.functions(walk))
    return found


def reach() -> dict[str, Any]:
    """Of the last walk: how many `objects`; `cut`: what ended it early (`seconds`, `objects`), or nothing; `guards`:
    file and name of functions that compare pids.
    """
    return dict(_reach)
