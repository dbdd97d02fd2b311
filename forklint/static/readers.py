"""Attributes of functions, methods, `super()`, library objects and containers."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static import effects
from forklint.static.binding import bound
from forklint.static.values import (
    UNKNOWN,
    Bound,
    ClassValue,
    Descriptor,
    External,
    FunctionValue,
    Handle,
    Instance,
    Member,
    Native,
    Partial,
    Super,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_OBJECT = frozenset({"__init__", "__new__", "__setattr__", "__getattribute__", "__delattr__", "__init_subclass__"})
"""Methods of every object, which have models of their own."""


def of_super(it: Interpreter, frame: Frame, value: Super, name: str, node: ast.AST) -> Any:
    """`super().name`: the next class that defines it, then what the bases of the library bring."""
    receiver = value.receiver
    cls = receiver.cls if isinstance(receiver, Instance) else receiver
    mro = cls.mro if isinstance(cls, ClassValue) else []
    if value.cls not in mro and isinstance(cls, ClassValue):
        mro = value.cls.mro
    start = mro.index(value.cls) + 1 if value.cls in mro else len(mro)
    for owner in mro[start:]:
        if isinstance(owner, ClassValue) and name in owner.namespace:
            found = owner.namespace[name]
            if name == "__new__":
                return found.function if isinstance(found, Descriptor) else found
            return bound(it, frame, found, receiver, node)
        if name == "__init__" and isinstance(owner, ClassValue) and owner.dataclass:
            break
    if isinstance(receiver, Instance) and receiver.handle is not None and not name.startswith("__"):
        return effects.member(it, frame, receiver.handle, name, node)
    if isinstance(receiver, Instance) and it.models.has_method(receiver.content, name) and name not in _OBJECT:
        return Native(receiver.content, name)
    return Partial(External(f"(super).{name}"), [value], {})


def of_handle(it: Interpreter, frame: Frame, value: Handle, name: str, node: ast.AST) -> Any:
    """A member of a library's object."""
    if value.attributes is not None and name in value.attributes:
        return value.attributes[name]
    return effects.member(it, frame, value, name, node)


def of_function(it: Interpreter, frame: Frame, value: FunctionValue, name: str, node: ast.AST) -> Any:
    """What the program hung on a function, and what every function has."""
    if name in value.attributes:
        return value.attributes[name]
    if name == "__wrapped__":
        return value
    if name in ("__name__", "__qualname__"):
        return value.name.rpartition(".")[2]
    return Native(value, name)


def of_bound(it: Interpreter, frame: Frame, value: Bound, name: str, node: ast.AST) -> Any:
    """A method's `__self__` and `__func__`, else what its function has."""
    if name == "__self__":
        return value.receiver
    return value.function if name == "__func__" else it.get(frame, value.function, name, node)


def of_partial(it: Interpreter, frame: Frame, value: Partial, name: str, node: ast.AST) -> Any:
    """`partial.func`, and methods of what decorators of the standard library leave."""
    if isinstance(value.function, External) and f"{value.function.name}.{name}" in it.functions:
        return Partial(External(f"{value.function.name}.{name}"), [value], {})
    return value.function if name == "func" else UNKNOWN


def of_descriptor(it: Interpreter, frame: Frame, value: Descriptor, name: str, node: ast.AST) -> Any:
    """`@x.setter` and its relatives; `fget` and the rest are rare."""
    return Native(value, name)


def of_native(it: Interpreter, frame: Frame, value: Any, name: str, node: ast.AST) -> Any:
    """A method of a container or text."""
    return Native(value, name)


def of_member(it: Interpreter, frame: Frame, value: Member, name: str, node: ast.AST) -> Any:
    """A member of a member that was not called."""
    return External(f"{value.handle.type.name}.{value.name}.{name}")
