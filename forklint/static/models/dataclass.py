"""Dataclasses, attrs classes and pydantic models: their fields, and the constructor that they generate."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forklint.static.attributes import class_attribute
from forklint.static.models.signatures import ABSENT, Given
from forklint.static.values import (
    UNKNOWN,
    ClassValue,
    Defaulted,
    External,
    FunctionValue,
    Instance,
    Mapping,
    constant,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of a class."""

    name: str
    default: Any
    """Its default, what `field()` returned, or `ABSENT`."""
    kept: bool
    """False for `InitVar`, which goes to `__post_init__` only."""


def initialise(it: Interpreter, frame: Frame, made: Instance, args: Args, kwargs: Kwargs, node: ast.AST,
               cls: ClassValue | None = None) -> None:
    """The `__init__` that a class generates: arguments and defaults to fields, then `__post_init__`."""
    given, passed_on = Given(args, kwargs), []
    replaceable = bool(_bases(made.cls) & _SETTINGS)
    for field in fields(cls or made.cls):
        value = _value(it, frame, field, given, node)
        if not field.kept:
            passed_on.append(value)
        elif value is not ABSENT:
            default = replaceable and constant(value) and field.name not in kwargs
            made.attributes[field.name] = Defaulted(value) if default else value
    hooks = {"__post_init__": passed_on, "__attrs_post_init__": passed_on, "model_post_init": [None]}
    for hook, passed in hooks.items():
        if class_attribute(made.cls, hook) is not None:
            it.call(frame, it.get(frame, made, hook, node), passed, {}, node)
    for validator in _validators(made.cls):
        it.call(frame, validator, [made], {}, node)


def _value(it: Interpreter, frame: Frame, field: _Field, given: Given, node: ast.AST) -> Any:
    known = field.default.items if is_field(field.default) else {}
    value = ABSENT if known.get("init") is False else given.take(field.name.lstrip("_") if known else field.name)
    if value is ABSENT and "default_factory" in known:
        value = it.call(frame, known["default_factory"], [], {}, node)
    elif value is ABSENT:
        value = known.get("default", ABSENT) if known else field.default
    converter = known.get("converter")
    return value if converter is None or value is ABSENT else it.call(frame, converter, [value], {}, node)


def fields(cls: ClassValue) -> list[_Field]:
    """A class's fields, those of its base classes first."""
    found: dict[str, _Field] = {}
    for owner in reversed([one for one in cls.mro if isinstance(one, ClassValue) and one.dataclass and one.node]):
        for field in _declared(owner):
            found[field.name] = field
    return list(found.values())


def _declared(owner: ClassValue) -> Iterator[_Field]:
    """`name: type = default`, and `name = attr.ib()`."""
    for statement in owner.node.body if owner.node else ():
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            word = _annotation(statement.annotation)
            name = statement.target.id
            if word not in ("ClassVar", "KW_ONLY"):
                yield _Field(name, owner.namespace.get(name, ABSENT), word != "InitVar")
        elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            if is_field(owner.namespace.get(name)):
                yield _Field(name, owner.namespace[name], True)


def _annotation(node: ast.expr) -> str:
    """The last name of an annotation without its brackets."""
    if isinstance(node, ast.Subscript):
        node = node.value
    return getattr(node, "id", getattr(node, "attr", ""))


def is_field(value: Any) -> bool:
    """Whether a default is what `dataclasses.field` returned."""
    return isinstance(value, Mapping) and "(field)" in value.items


def complete(cls: ClassValue) -> None:
    """A class that extends pydantic's `BaseModel` has fields without being decorated."""
    cls.dataclass = cls.dataclass or bool(_bases(cls) & _MODELS)


def _bases(cls: ClassValue) -> set[str]:
    return {owner.name for owner in cls.mro if isinstance(owner, External)}


def _validators(cls: ClassValue) -> Iterator[FunctionValue]:
    """Methods under `@model_validator(mode="after")`."""
    for owner in cls.mro:
        for member in owner.namespace.values() if isinstance(owner, ClassValue) and _bases(cls) & _MODELS else ():
            if isinstance(member, FunctionValue) and _AFTER in member.attributes:
                yield member


def _model_validator(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return External(_AFTER if kwargs.get("mode") == "after" else "pydantic.model_validator()")


def _validates_after(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if args and isinstance(args[0], FunctionValue):
        args[0].attributes[_AFTER] = True
    return args[0] if args else UNKNOWN


def _dataclass(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if args and isinstance(args[0], ClassValue):
        args[0].dataclass = True
        return args[0]
    return External("dataclasses.dataclass")


def _field(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    known = {"default": args[0], **kwargs} if args and args[0] is not ... else dict(kwargs)
    if "factory" in known:
        known["default_factory"] = known["factory"]
    return Mapping({**known, "(field)": True})


_SETTINGS = frozenset({"pydantic_settings.BaseSettings", "pydantic.BaseSettings"})
"""The environment may replace the defaults of their fields."""
_MODELS = _SETTINGS | {"pydantic.BaseModel", "pydantic.main.BaseModel"}
_AFTER = "(validates after)"
FUNCTIONS: dict[str, Any] = {
    **dict.fromkeys(("dataclasses.dataclass", "attr.s", "attr.attrs", "attr.define", "attrs.define", "attrs.frozen",
                     "attr.dataclass", "attr.frozen", "pydantic.dataclasses.dataclass"), _dataclass),
    **dict.fromkeys(("dataclasses.field", "attr.ib", "attr.field", "attrs.field", "attr.attrib",
                     "pydantic.dataclasses.Field", "pydantic.Field", "pydantic.fields.Field", "pydantic.PrivateAttr"),
                    _field),
    "pydantic.model_validator": _model_validator, _AFTER: _validates_after,
}
