"""Methods of values that Python itself implements: who knows which."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.iteration import first
from forklint.static.models import constants, dunders, managers, mappings, sequences
from forklint.static.values import (
    UNKNOWN,
    Bound,
    ClassValue,
    Descriptor,
    External,
    FunctionValue,
    Manager,
    Mapping,
    Native,
    Sequence,
    Suspended,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def native(it: Interpreter, frame: Frame, callee: Native, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """Call a method of a value that Python itself implements."""
    receiver, name = callee.receiver, callee.name
    if name.startswith("__") and isinstance(receiver, Sequence | Mapping):
        result = dunders.dunder(it, frame, receiver, name, args, node)
        return UNKNOWN if result is None else result
    if isinstance(receiver, Sequence):
        return sequences.method(it, frame, receiver, name, args, kwargs, node)
    if isinstance(receiver, Mapping):
        return mappings.method(it, frame, receiver, name, args, kwargs, node)
    if isinstance(receiver, Manager):
        return managers.method(it, frame, receiver, name, args, kwargs, node)
    if isinstance(receiver, FunctionValue):
        return _of_function(it, frame, receiver, name, args, kwargs, node)
    if isinstance(receiver, Descriptor):
        return _of_descriptor(receiver, name, args)
    if isinstance(receiver, ClassValue):
        return Sequence("list", list(receiver.subclasses)) if name == "__subclasses__" else UNKNOWN
    if isinstance(receiver, Suspended):
        return _of_suspended(it, frame, receiver, name, node)
    return constants.method(it, frame, receiver, name, args, node)


def _of_function(it: Interpreter, frame: Frame, receiver: FunctionValue, name: str, args: Args, kwargs: Kwargs,
                 node: ast.AST) -> Any:
    if name in ("__call__", "__wrapped__"):
        return it.call(frame, receiver, args, kwargs, node)
    if name == "cache_clear":
        receiver.result = UNKNOWN
        return None
    if name == "register":
        return args[-1] if args and isinstance(args[-1], FunctionValue) else External("(identity)")
    if name == "__get__":
        return Bound(receiver, args[0]) if args and args[0] is not None else receiver
    return UNKNOWN


def _of_descriptor(receiver: Descriptor, name: str, args: Args) -> Any:
    """`@x.setter`: the property, with its setter."""
    if name == "setter" and args:
        return Descriptor(receiver.kind, receiver.function, args[0])
    return receiver


def _of_suspended(it: Interpreter, frame: Frame, receiver: Suspended, name: str, node: ast.AST) -> Any:
    if name in ("__next__", "send", "__anext__", "asend"):
        return first(it, frame, receiver, node)
    return UNKNOWN
