"""Enumerations: members are instances, made when the class is."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static import items
from forklint.static.attributes import class_attribute
from forklint.static.keys import any_of
from forklint.static.models import dunders
from forklint.static.models.records import made_class
from forklint.static.models.shapes import shape_of
from forklint.static.truth import equal
from forklint.static.values import (
    UNKNOWN,
    Bound,
    ClassValue,
    Descriptor,
    External,
    FunctionValue,
    Instance,
    Mapping,
    Sequence,
    constant,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_AUTO = ("enum.auto()", "auto()")


def complete(it: Interpreter, frame: Frame, cls: ClassValue, node: ast.AST) -> None:
    """Turn what the body binds into members."""
    made: dict[str, Instance] = {}
    for name, value in list(cls.namespace.items()):
        if not _becomes_member(name, value):
            continue
        value = _generated(it, frame, cls, name, list(made.values()), node) if _is_auto(value) else value
        member = _known(made, value) or _member(it, frame, cls, name, value, node)
        made[name] = cls.namespace[name] = member
    cls.namespace["_member_map_"] = Mapping(dict(made))


def _becomes_member(name: str, value: Any) -> bool:
    private = name.startswith("__") or (name.startswith("_") and name.endswith("_"))
    plain = not isinstance(value, FunctionValue | Descriptor | Bound | ClassValue)
    return not private and plain and not (isinstance(value, Instance) and class_attribute(value.cls, "__get__"))


def _is_auto(value: Any) -> bool:
    return isinstance(value, External) and value.name in _AUTO


def _generated(it: Interpreter, frame: Frame, cls: ClassValue, name: str, before: list[Instance],
               node: ast.AST) -> Any:
    """`auto()`: what `_generate_next_value_` says, else the next number, else the name in lower case."""
    found = class_attribute(cls, "_generate_next_value_")
    values = [one.attributes["_value_"] for one in before]
    if found is not None:
        function = found.function if isinstance(found, Descriptor) else found
        return it.call(frame, function, [name, 1, len(before), Sequence("list", values)], {}, node)
    if any(isinstance(base, External) and base.name in ("enum.StrEnum", "builtins.str") for base in cls.mro):
        return name.lower()
    numbers = [value for value in values if isinstance(value, int)]
    return max(numbers, default=0) + 1


def _known(made: dict[str, Instance], value: Any) -> Instance | None:
    """An alias: the member that has the same value."""
    return next((member for member in made.values() if equal(member.attributes["_value_"], value)), None)


def _member(it: Interpreter, frame: Frame, cls: ClassValue, name: str, value: Any, node: ast.AST) -> Instance:
    args = list(value.items) if isinstance(value, Sequence) and value.kind == "tuple" else [value]
    new = class_attribute(cls, "__new__")
    made = None
    if new is not None:
        made = it.call(frame, new.function if isinstance(new, Descriptor) else new, [cls, *args], {}, node)
    if not isinstance(made, Instance):
        made = Instance(cls, it.maybe)
    mixed = any(isinstance(base, External) and base.name in _CONSTANTS for base in cls.mro)
    made.content = value if mixed and constant(value) else made.content
    made.attributes = {"_value_": value, "value": value, **made.attributes, "_name_": name, "name": name}
    made.attributes["value"] = made.attributes["_value_"]
    if class_attribute(cls, "__init__") is not None:
        it.call(frame, it.get(frame, made, "__init__", node), args, {}, node)
    return made


_CONSTANTS = frozenset({"builtins.str", "builtins.int", "enum.IntEnum", "enum.StrEnum"})


def lookup(it: Interpreter, frame: Frame, cls: ClassValue, args: list[Any], kwargs: dict[str, Any],
           node: ast.AST) -> Any:
    """`Color(value)`: the member with that value, else what `_missing_` gives."""
    table = class_attribute(cls, "_member_map_")
    members = list(table.items.values()) if isinstance(table, Mapping) else []
    wanted = args[0] if args else UNKNOWN
    if wanted in members:
        return wanted
    values = [one.attributes["_value_"] for one in members]
    if not constant(wanted):
        return any_of(members, None)
    for member, value in zip(members, values, strict=True):
        if constant(value) and value == wanted:
            return member
    if all(map(constant, values)) and class_attribute(cls, "_missing_") is not None:
        return it.call(frame, it.get(frame, cls, "_missing_", node), [wanted], {}, node)
    return any_of(members, None)


def of_enumeration(it: Interpreter, frame: Frame, cls: ClassValue, name: str, args: list[Any], node: ast.AST) -> Any:
    """A special method of the class itself: `for color in Color`, `Color["RED"]`, `len(Color)`."""
    table = class_attribute(cls, "_member_map_") if shape_of(cls) == "enum" else None
    if not isinstance(table, Mapping):
        return None
    if name == "__getitem__":
        return items.item(it, frame, table, args[0], node)
    unique = list(dict.fromkeys(table.items.values()))
    return dunders.dunder(it, frame, Sequence("list", unique), name, args, node)


def functional(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """`Enum("Color", "RED GREEN")`."""
    names = args[1] if len(args) > 1 else None
    if not isinstance(names, str | Sequence | Mapping) or not isinstance(args[0], str):
        return UNKNOWN
    cls = made_class(frame, args[0], (External("enum.Enum"),))
    if isinstance(names, Mapping):
        cls.namespace = {key: value for key, value in names.items.items() if isinstance(key, str)}
    else:
        words = names.replace(",", " ").split() if isinstance(names, str) else names.items
        cls.namespace = {word: number for number, word in enumerate(words, 1) if isinstance(word, str)}
    complete(it, frame, cls, node)
    return cls


FUNCTIONS: dict[str, Any] = {"enum.Enum": functional, "enum.IntEnum": functional, "enum.Flag": functional}
