"""What a generator would draw next, asked of a copy: the application's own generator stays where it was."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import safe

if TYPE_CHECKING:
    from .kinds import Kind
    from .resolve import Known

NUMBERS = 4
PYTHON = "random.Random"
MODULES = (("random", "_inst"), ("numpy.random.mtrand", "_rand"))
"""Generators that modules keep for everybody: module and name. A walk leaves them out: they are told by these names."""


def look(kind: Kind, method: str) -> Callable[[Any], dict[str, Any]] | None:
    """Tells `draws` of generators; `method` is what the fact says to call on the copy."""
    if "random.SystemRandom" in kind.names:
        return None
    if PYTHON in kind.names:
        return lambda made: _told(lambda: _of_python(made))
    return (lambda made: _told(lambda: _of_copy(made, method))) if method and not kind.mine else None


def _told(draw: Callable[[], list[str]]) -> dict[str, Any]:
    try:
        return {"draws": draw()}
    except BaseException:  # a generator that cannot be copied
        return {}


def _of_python(made: Any) -> list[str]:
    """Past what a subclass has redefined: Python's own generator with the same state."""
    base = safe.module_globals(sys.modules["random"])["Random"]
    copy = base()  # type: ignore[operator]
    base.setstate(copy, base.getstate(made))  # type: ignore[attr-defined]
    return [repr(copy.random()) for _ in range(NUMBERS)]


def _of_copy(made: Any, method: str) -> list[str]:
    from copy import deepcopy

    draw = getattr(deepcopy(made), method)
    return [repr(float(draw())) for _ in range(NUMBERS)]


def of_modules() -> list[tuple[str, str, Any]]:
    """(module, name, generator) of those that are loaded."""
    held = [(module, name, safe.module_globals(sys.modules.get(module)).get(name)) for module, name in MODULES]
    return [entry for entry in held if entry[2] is not None]


def rows(known: Known) -> list[dict[str, Any]]:
    """Rows for the generators that modules keep for everybody."""
    return [_row(module, name, held, known.fact_on(held)) for module, name, held in of_modules()]


def _row(module: str, name: str, held: object, fact: str) -> dict[str, Any]:
    kind, path = safe.name_of(type(held)), f"{module}.{name}"
    file = safe.file_of(sys.modules.get(module))
    drawn = _told(lambda: _of_python(held) if PYTHON in safe.names(type(held)) else _of_copy(held, "random"))
    row = {"path": path, "module": module, "file": file, "name": name, "direct": True, "own": False, "id": id(held)}
    return {
        **row,
        "type": kind,
        "chain": [[path, kind, fact]],
        "fact": fact,
        "tier": "library",
        "origin": None,
        **drawn,
    }
