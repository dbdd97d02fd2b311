"""Copies of the master's pid: in a worker they are wrong."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from typing import Any

from . import safe
from .definer import definer
from .roots import Root, is_special, of_application
from .walk import Walk

SMALL = 4096
"""Below it a pid may equal any constant: in a container only a name that speaks of a process is believed."""
COMPARING = ("COMPARE_OP", "IS_OP", "CONTAINS_OP")
WORDS = ("pid", "proc", "owner", "parent", "master")


def captured(walk: Walk) -> list[dict[str, Any]]:
    """Rows for the application's globals, and attributes of its objects there, that equal the master's pid."""
    wanted = walk.settings.pid_of_master
    if not wanted:
        return []
    found: dict[tuple[int, str], list[Root]] = {}
    for root, name, holder, module in _equal(walk, wanted):
        if _believed(name or root.name, wanted) and not _is_compared(module, name or root.name):
            found.setdefault((holder, name), []).append(root)
    return [_row(definer(roots, None), name, wanted) for (_, name), roots in found.items()]


def _equal(walk: Walk, wanted: int) -> Iterator[tuple[Root, str, int, str]]:
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


def _is_compared(module: str, name: str) -> bool:
    """Whether some function there compares this name and asks for the pid too: a guard, which notices the fork."""
    return any(_compares(code, name) for code in _codes_in(safe.module_globals(sys.modules.get(module)), module))


def _compares(code: types.CodeType, name: str) -> bool:
    """Whether a function reads the name, asks for the pid and compares: `self.pid = os.getpid()` only writes it."""
    if not {name, "getpid"} <= {*code.co_names, *code.co_varnames}:
        return False
    from dis import get_instructions

    done = [(step.opname, step.argval) for step in get_instructions(code)]
    read = [argument for operation, argument in done if operation.startswith("LOAD")]
    return name in read and "getpid" in read and any(operation in COMPARING for operation, _ in done)


def _codes_in(held: dict[Any, Any], module: str) -> Iterator[types.CodeType]:
    """The code of each function of a module, and of each method of its classes."""
    for made in list(held.values()):
        if type(made) is types.FunctionType:
            yield made.__code__
        elif issubclass(type(made), type) and safe.module_of(made) == module:
            yield from _codes_in(dict(safe.namespace(made)), "")


def _row(root: Root, name: str, wanted: int) -> dict[str, Any]:
    path = f"{root.path}.{name}" if name else root.path
    row = {"path": path, "module": root.module, "file": root.file, "name": root.name, "direct": not name, "own": True}
    chain = [[path, "builtins.int", ""]]
    told = {"id": 0, "type": "builtins.int", "chain": chain, "fact": "", "tier": "application", "origin": None}
    return {**row, **told, "pid": {"pid": wanted}}
