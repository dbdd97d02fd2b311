"""What no worker will touch: kept under the master's pid, or made anew by code that compares pids before each use."""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import safe

if TYPE_CHECKING:
    from .walk import Walk

SMALL = 4096
"""Below it, as in a container, a pid may equal any number: something more has to speak for it."""
_COMPARING = ("COMPARE_OP", "IS_OP", "CONTAINS_OP")
_STORING = ("STORE_ATTR", "STORE_GLOBAL")

Names = frozenset[str]


class Guards:
    """Of a worker; in the master everything is touched."""

    def __init__(self, walk: Walk) -> None:
        wanted = walk.settings.pid_of_master
        self._nodes = walk.nodes
        self._pid = wanted if wanted != os.getpid() else 0
        self._renewed: dict[object, Names] = dict(_renewed(walk)) if self._pid else {}

    def of_module(self, module: str) -> Names:
        """Globals that the module's own code makes anew in a worker before it uses them."""
        return self._renewed.get(module, frozenset())

    def held(self, made: object, pairs: list[tuple[object, object]], node: int) -> list[tuple[object, object]]:
        """What an object holds, without what is the master's alone; `node` is its number in the walk."""
        if not self._pid:
            return pairs
        names = self._renewed.get(id(made), frozenset())
        keyed = any(self._is_masters(label) for label, _ in pairs) and self._believed(node)
        return [(label, held) for label, held in pairs if not (label in names or (keyed and self._is_masters(label)))]

    def _believed(self, node: int) -> bool:
        """A small number is a pid where the code around asks for it: that of the global's module, or of the holder's
        class.
        """
        if self._pid >= SMALL:
            return True
        _, parent, label, _, _ = self._nodes[node]
        holder = self._nodes[parent][0] if parent >= 0 else None
        module = label.module if parent < 0 else safe.module_of(type(holder))
        return any("getpid" in code.co_names for code in _codes(module))

    def _is_masters(self, label: object) -> bool:
        """Whether it is a key with the master's pid: workers look under their own."""
        if type(label) is tuple:
            return any(type(part) is int and part == self._pid for part in label)
        return type(label) is int and label == self._pid


def functions(walk: Walk) -> list[list[str]]:
    """File and name of each function that compares the pid with one that was captured in the master."""
    from .pids import equal

    captured = equal(walk, walk.settings.pid_of_master) if walk.settings.pid_of_master else ()
    found = [code for root, name, _, module in captured for code in guards(module, name or root.name)]
    return [[code.co_filename, code.co_name] for code in dict.fromkeys(found)]


def guards(module: str, name: str) -> list[types.CodeType]:
    """The functions of a module that read this name, ask for the pid and compare: they notice the fork."""
    return [code for code in _codes(module) if _compares(code, name)]


def _renewed(walk: Walk) -> Iterator[tuple[object, Names]]:
    """(id of an object, or a module's name) -> what its guards store, themselves or through what they call."""
    from .pids import equal

    for root, name, holder, module in equal(walk, walk.settings.pid_of_master):
        found = guards(module, name or root.name)
        called = {word for code in found for word in code.co_names}
        stored = {word for code in found for word in _stored(code)}
        stored.update(word for code in _codes(module) if code.co_name in called for word in _stored(code))
        if found:
            yield (holder if name else root.module), frozenset(stored)


def _compares(code: types.CodeType, name: str) -> bool:
    """Whether a function reads the name, asks for the pid and compares: `self.pid = os.getpid()` only writes it."""
    if not {name, "getpid"} <= {*code.co_names, *code.co_varnames}:
        return False
    done = _done(code)
    read = [argument for operation, argument in done if operation.startswith("LOAD")]
    return name in read and "getpid" in read and any(operation in _COMPARING for operation, _ in done)


def _stored(code: types.CodeType) -> list[str]:
    return [str(argument) for operation, argument in _done(code) if operation in _STORING]


def _done(code: types.CodeType) -> list[tuple[str, object]]:
    from dis import get_instructions

    return [(step.opname, step.argval) for step in get_instructions(code)]


def _codes(module: str) -> Iterator[types.CodeType]:
    return _codes_in(safe.module_globals(sys.modules.get(module)), module)


def _codes_in(held: dict[str, object], module: str) -> Iterator[types.CodeType]:
    """The code of each function of a module, and of each method of its classes."""
    for made in list(held.values()):
        if type(made) is types.FunctionType:
            yield made.__code__
        elif issubclass(type(made), type) and safe.module_of(made) == module:  # type: ignore[arg-type]
            yield from _codes_in(dict(safe.namespace(made)), "")  # type: ignore[arg-type]
