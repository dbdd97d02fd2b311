"""forklint: finds what a preloading prefork server shares between its workers by mistake.

`check` and `probe` are what the commands of these names do, for Python programs: see `forklint.api`.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forklint.api import check as check
    from forklint.api import probe as probe

__version__ = "0.1.0"
RELEASED = "2026-11"
"""Month of this release: what counts as an old release of a library is counted from here, not from today."""
_FUNCTIONS = ("check", "probe")


class _Room(ModuleType):
    """A package that can be called: `forklint.check` is a room of the program and a function of the API."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return _function(self.__name__.rpartition(".")[2])(*arguments, **options)


class _Forklint(ModuleType):
    """This module: it has the functions before the rooms of their names are imported, and after it."""

    def __getattr__(self, name: str) -> Any:
        if name not in _FUNCTIONS:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return _function(name)

    def __setattr__(self, name: str, value: object) -> None:
        if name in _FUNCTIONS and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


def _function(name: str) -> Any:
    """Of the API, which is imported only now, and by its name: every room imports this module, and looks down only."""
    from importlib import import_module  # noqa: TID251 - forklint's own module

    return getattr(import_module("forklint.api"), name)


sys.modules[__name__].__class__ = _Forklint
