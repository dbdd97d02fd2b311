"""What the standard library's classes make of a class of the program that extends them.

An object of a class that extends `list` holds a sequence besides its attributes, one of a class that
extends `str` holds a text. Enumerations and named tuples are made in their own ways.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.models import records
from forklint.static.values import ClassValue, External, Instance, Mapping

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_ENUMS = ("enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag", "enum.IntFlag", "enum.ReprEnum",
          "django.db.models.Choices", "django.db.models.TextChoices", "django.db.models.IntegerChoices")
_SHAPES = {
    **dict.fromkeys(_ENUMS, "enum"),
    **{name: name for name in ("builtins.list", "builtins.dict", "builtins.set", "collections.deque",
                               "collections.defaultdict", "builtins.tuple", "builtins.str", "builtins.int",
                               "builtins.float", "builtins.frozenset")},
    **dict.fromkeys(("collections.OrderedDict", "collections.UserDict", "collections.Counter"), "builtins.dict"),
    "collections.UserList": "builtins.list", "collections.UserString": "builtins.str",
    "typing.NamedTuple": "named tuple", "typing_extensions.NamedTuple": "named tuple",
    "typing.TypedDict": "typed dict", "typing_extensions.TypedDict": "typed dict",
}
"""External base -> the function whose result such an object holds, or a way of its own."""
_MUTABLE = frozenset({"builtins.list", "builtins.dict", "builtins.set", "collections.deque", "collections.defaultdict"})


def shape_of(cls: ClassValue) -> str:
    """The shape of a class's objects; empty for plain ones."""
    if cls.shape is None:
        found = [_SHAPES[one.name] for one in cls.mro if isinstance(one, External) and one.name in _SHAPES]
        cls.shape = "enum" if "enum" in found else (found[0] if found else "")
    return cls.shape


def make(it: Interpreter, frame: Frame, cls: ClassValue, args: list[Any], kwargs: dict[str, Any],
         node: ast.AST) -> Instance:
    """What `__new__` of the bases gives: constants and tuples are complete, other containers still empty."""
    made = Instance(cls, it.maybe)
    shape = shape_of(cls)
    if shape == "named tuple":
        records.fill_tuple(made, args, kwargs, it.maybe)
    elif shape in it.functions:
        given = [] if shape in _MUTABLE else args
        made.content = it.functions[shape](it, frame, given, {}, node)
    return made


def fill(it: Interpreter, frame: Frame, made: Instance, args: list[Any], kwargs: dict[str, Any],
         node: ast.AST) -> None:
    """What `__init__` of `list`, `dict` or `set` does with its arguments."""
    shape = shape_of(made.cls)
    if shape in _MUTABLE:
        made.content = it.functions[shape](it, frame, args, kwargs, node)
        if isinstance(made.content, Mapping):
            made.attributes.setdefault("data", made.content)
