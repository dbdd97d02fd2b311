"""Where a walk begins: the globals of the application's modules, then those of libraries."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from . import safe
from .kinds import PACKAGE

STANDARD = ("asyncio.events", "logging", "multiprocessing.process", "multiprocessing.resource_tracker", "threading")
"""Modules of the standard library that keep what is set up once per process."""


class Root(NamedTuple):
    """A global variable."""

    module: str
    file: str
    name: str

    @property
    def path(self) -> str:
        """`shop.db.pool`; the module's name where the object stands for the module itself."""
        return f"{self.module}.{self.name}" if self.name else self.module


Globals = tuple[str, str, list[tuple[Any, Any]]]
"""Module, its file, and (name, object) of its global variables."""


def of_application(application: Callable[[str], bool], is_mine: Callable[[type], bool]) -> Iterator[Globals]:
    """Globals of the application's modules, and objects of its own that stand in for a module."""
    for name, held in safe.modules():
        file = safe.file_of(held)
        if file and application(file):
            yield name, file, _items(held)
        elif not file and not safe.is_module(held) and is_mine(type(held)):
            yield name, safe.file_of(sys.modules.get(safe.module_of(type(held)))), [("", held)]


def of_libraries(application: Callable[[str], bool]) -> Iterator[Globals]:
    """Globals of all other modules, the standard library's left out but for a few."""
    for name in STANDARD:
        held = sys.modules.get(name)
        yield name, safe.file_of(held), _items(held)
    yield from _loggers(sys.modules.get("logging"))
    standard = _standard_names()
    for name, module in safe.modules():
        file = safe.file_of(module)
        if not (name.partition(".")[0] in standard or name.startswith(PACKAGE) or (file and application(file))):
            yield name, file, _items(module)


def of_facts(places: list[tuple[str, object]]) -> Iterator[Globals]:
    """Objects that exist once per process, by the names that the facts give them."""
    for name, held in places:
        module = name.rpartition(".")[0]
        while module and module not in sys.modules:
            module = module.rpartition(".")[0]
        yield module, safe.file_of(sys.modules.get(module)), [(name[len(module) + 1 :], held)]


def of_hub() -> Iterator[Globals]:
    """The loop of gevent's hub, which no module's global leads to: gevent says whether this thread has one."""
    module = sys.modules.get("gevent._hub_local")
    asked = safe.module_globals(module).get("get_hub_if_exists")
    loop = getattr(asked(), "loop", None) if callable(asked) else None
    if loop is not None:
        yield "gevent", safe.file_of(sys.modules.get("gevent")), [("get_hub().loop", loop)]


def dictionaries() -> set[int]:
    """Ids of all modules' dictionaries, and of the table of modules: a walk never enters a module from the side."""
    return {id(safe.module_globals(held)) for _, held in safe.modules()} | {id(sys.modules)}


def _items(held: object) -> list[tuple[Any, Any]]:
    return list(safe.module_globals(held).items())


def _loggers(module: object) -> Iterator[Globals]:
    manager = safe.attribute(safe.module_globals(module).get("root"), "manager")
    held = safe.attribute(manager, "loggerDict")
    if type(held) is dict:
        yield "logging", safe.file_of(module), [("root.manager.loggerDict", held)]


def is_special(name: object) -> bool:
    """Whether a global's name is Python's own (`__spec__`), or no name at all."""
    return type(name) is not str or (name.startswith("__") and name.endswith("__"))


def _standard_names() -> frozenset[str]:
    known: frozenset[str] | None = getattr(sys, "stdlib_module_names", None)
    if known is not None:
        return known
    folder = safe.file_of(sys.modules["os"]).rpartition("/")[0] + "/"  # Python 3.9
    files = {name.partition(".")[0]: safe.file_of(held) for name, held in safe.modules() if "." not in name}
    return frozenset(
        name for name, file in files.items() if not file or (file.startswith(folder) and "-packages/" not in file)
    )
