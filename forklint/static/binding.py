"""Class attributes read through a class or an instance: what binds, and to what."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.hierarchy import class_attribute
from forklint.static.values import Bound, ClassValue, Descriptor, External, FunctionValue, Instance, Partial

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


def from_class(it: Interpreter, frame: Frame, found: Any, cls: ClassValue, node: ast.AST) -> Any:
    """Read through the class itself: only class and static methods bind."""
    if isinstance(found, Descriptor):
        if found.kind == "classmethod":
            return Bound(found.function, cls)
        return found.function if found.kind == "staticmethod" else found
    if isinstance(found, Instance) and class_attribute(found.cls, "__get__") is not None:
        return it.special(frame, found, "__get__", [None, cls], node)
    return found


def bound(it: Interpreter, frame: Frame, found: Any, receiver: Any, node: ast.AST) -> Any:
    """A class attribute read through an instance."""
    if isinstance(found, FunctionValue):
        return Bound(found, receiver)
    if isinstance(found, Descriptor):
        return _described(it, frame, found, receiver, node)
    if isinstance(found, Instance) and class_attribute(found.cls, "__get__") is not None:
        cls = receiver.cls if isinstance(receiver, Instance) else receiver
        return it.special(frame, found, "__get__", [receiver, cls], node)
    if isinstance(found, Partial) and "(method)" in found.kwargs:
        kwargs = {key: value for key, value in found.kwargs.items() if key != "(method)"}
        return Partial(found.function, [receiver, *found.args], kwargs)
    if isinstance(found, Partial) and isinstance(found.function, External) and found.function.name in _LIKE_FUNCTIONS:
        return Bound(found, receiver)
    return found


_LIKE_FUNCTIONS = frozenset({"(around)", "(dispatch method)"})
"""What decorators leave in place of a method, and what binds like one."""


def _described(it: Interpreter, frame: Frame, found: Descriptor, receiver: Any, node: ast.AST) -> Any:
    if found.kind == "staticmethod":
        return found.function
    if found.kind == "classmethod":
        return Bound(found.function, receiver.cls if isinstance(receiver, Instance) else receiver)
    value = it.call(frame, found.function, [receiver], {}, node)
    if found.kind == "cached" and isinstance(receiver, Instance) and isinstance(found.function, FunctionValue):
        receiver.attributes[found.function.name.rpartition(".")[2]] = value
    return value
