"""What the analyzer knows of the language's own library: builtins, containers, functools, contextlib."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.models import (
    builtin,
    callbacks,
    classes,
    dataclass,
    decorating,
    enums,
    environment,
    functional,
    iterators,
    logs,
    managers,
    operators,
    packages,
    providers,
    proxies,
    records,
    shapes,
    stores,
)
from forklint.static.models.classes import is_a
from forklint.static.models.dataclass import initialise
from forklint.static.models.decorating import around
from forklint.static.models.dunders import has_method, of_content
from forklint.static.models.enums import of_enumeration
from forklint.static.models.environment import external, subscript
from forklint.static.models.managers import enter_manager, leave_manager
from forklint.static.models.natives import native
from forklint.static.models.raising import catches
from forklint.static.models.shapes import fill, make
from forklint.static.models.superclass import zero_super
from forklint.static.values import ClassValue, External

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

FUNCTIONS: dict[str, Any] = {
    **builtin.FUNCTIONS, **callbacks.FUNCTIONS, **classes.FUNCTIONS, **dataclass.FUNCTIONS, **decorating.FUNCTIONS,
    **enums.FUNCTIONS, **environment.FUNCTIONS, **functional.FUNCTIONS, **iterators.FUNCTIONS, **logs.FUNCTIONS,
    **managers.FUNCTIONS, **operators.FUNCTIONS, **packages.FUNCTIONS, **providers.FUNCTIONS, **proxies.FUNCTIONS,
    **records.FUNCTIONS, **stores.FUNCTIONS,
}
"""Qualified name -> model, called with (interpreter, frame, args, kwargs, node)."""


def opaque(value: Any) -> bool:
    """Whether nobody knows what a call returned: a decorator that gives this is taken to change nothing."""
    return isinstance(value, External) and (value.name == "" or value.name.endswith(")") or "?" in value.name)


def complete(it: Interpreter, frame: Frame, cls: ClassValue, node: ast.AST) -> None:
    """What a base class of the standard library does with a new class: members, fields."""
    shape = shapes.shape_of(cls)
    if shape == "enum":
        enums.complete(it, frame, cls, node)
    elif shape == "named tuple":
        records.complete_tuple(cls)
    dataclass.complete(cls)


_CALLS = {"enum": enums.lookup, "typed dict": records.typed_dict}


def calling(cls: ClassValue) -> Any:
    """What calling a class does, where it does not simply make an instance."""
    return _CALLS.get(shapes.shape_of(cls))


__all__ = [
    "FUNCTIONS", "around", "calling", "catches", "complete", "enter_manager", "external", "fill", "has_method",
    "initialise", "is_a",
    "leave_manager", "make", "native", "of_content", "of_enumeration", "opaque", "subscript", "zero_super",
]
