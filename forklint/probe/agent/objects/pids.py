"""Copies of the master's pid: in a worker they are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import safe
from .roots import Root, of_application
from .walk import Walk

SMALL = 4096
"""Below it a pid may equal any constant: in a container only a name that speaks of a process is believed."""
WORDS = ("pid", "proc", "owner", "parent", "master")


def captured(walk: Walk) -> list[dict[str, Any]]:
    """Rows for the application's globals, and attributes of its objects there, that equal the master's pid."""
    wanted = walk.settings.pid_of_master
    if not wanted:
        return []
    return [_row(root, steps, wanted) for root, steps in _equal(walk, wanted) if _believed(root, steps, wanted)]


def _equal(walk: Walk, wanted: int) -> Iterator[tuple[Root, str]]:
    kinds, seen = walk.kinds, set()
    for root, held in of_application(walk.settings.application, kinds.is_mine):
        if type(held) is int:
            if held == wanted:
                yield root, ""
        elif id(held) not in seen and kinds.is_mine(type(held)):
            seen.add(id(held))
            for name, value in list(safe.dictionary(held).items()):
                if type(value) is int and value == wanted and name not in kinds.of(type(held)).inherited:
                    yield root, name


def _believed(root: Root, name: str, wanted: int) -> bool:
    return wanted >= SMALL or any(word in (name or root.name).lower() for word in WORDS)


def _row(root: Root, name: str, wanted: int) -> dict[str, Any]:
    path = f"{root.path}.{name}" if name else root.path
    row = {"path": path, "module": root.module, "file": root.file, "name": root.name, "direct": not name, "own": True}
    chain = [[path, "builtins.int", ""]]
    told = {"id": 0, "type": "builtins.int", "chain": chain, "fact": "", "tier": "application", "origin": None}
    return {**row, **told, "pid": {"pid": wanted}}
