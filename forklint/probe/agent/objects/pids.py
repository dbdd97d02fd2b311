"""Copies of the master's pid: in a worker they are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import safe
from .definer import definer
from .guards import SMALL, guards
from .roots import Root, is_special, of_application
from .walk import Walk

WORDS = ("pid", "proc", "owner", "parent", "master")


def captured(walk: Walk) -> list[dict[str, Any]]:
    """Rows for the application's globals, and attributes of its objects there, that equal the master's pid."""
    wanted = walk.settings.pid_of_master
    if not wanted:
        return []
    found: dict[tuple[int, str], list[Root]] = {}
    for root, name, holder, module in equal(walk, wanted):
        if _believed(name or root.name, wanted) and not guards(module, name or root.name):
            found.setdefault((holder, name), []).append(root)
    return [_row(definer(roots, None), name, wanted) for (_, name), roots in found.items()]


def equal(walk: Walk, wanted: int) -> Iterator[tuple[Root, str, int, str]]:
    """(global, attribute of its object, id of the object that importers share, module whose code uses the pid)."""
    kinds = walk.kinds
    for module, file, items in of_application(walk.settings.application, kinds.is_mine):
        for name, held in items:
            if is_special(name):
                continue
            if _is(held, wanted):
                yield Root(module, file, name), "", id(held), module
            elif kinds.is_mine(type(held)):
                steps = [step for step, value in list(safe.dictionary(held).items()) if _is(value, wanted)]
                known = kinds.of(type(held)).inherited
                code = safe.module_of(type(held))
                yield from ((Root(module, file, name), step, id(held), code) for step in steps if step not in known)


def _is(value: object, wanted: int) -> bool:
    return type(value) is int and value == wanted


def _believed(name: str, wanted: int) -> bool:
    return wanted >= SMALL or any(word in name.lower() for word in WORDS)


def _row(root: Root, name: str, wanted: int) -> dict[str, Any]:
    path = f"{root.path}.{name}" if name else root.path
    row = {"path": path, "module": root.module, "file": root.file, "name": root.name, "direct": not name, "own": True}
    chain = [[path, "builtins.int", ""]]
    told = {"id": 0, "type": "builtins.int", "chain": chain, "fact": "", "tier": "application", "origin": None}
    return {**row, **told, "pid": {"pid": wanted}}
