"""Special methods: syntax that calls methods (`len(x)`, `x[i]`, `with x`, `bool(x)`)."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static import effects
from forklint.static.attributes import class_attribute
from forklint.static.values import ClassValue, Handle, Instance

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


def special(it: Interpreter, frame: Frame, value: Any, name: str, args: list[Any], node: ast.AST) -> Any:
    """Call a special method on a value; None where it has none."""
    if isinstance(value, Instance):
        found = class_attribute(value.cls, name)
        if found is not None:
            return it.call(frame, it.get(frame, value, name, node), args, {}, node)
        result = None if value.content is None else it.models.of_content(it, frame, value, name, args, node)
        if result is not None:
            return result
        value = value.handle
    if isinstance(value, Handle) and effects.has_member(value.type, name):
        return effects.call_member(it, frame, value, name, args, {}, node)
    return _of_class(it, frame, value, name, args, node) if isinstance(value, ClassValue) else None


def _of_class(it: Interpreter, frame: Frame, cls: ClassValue, name: str, args: list[Any], node: ast.AST) -> Any:
    """A class is an instance of its metaclass; an enumeration is a container of its members."""
    if isinstance(cls.metaclass, ClassValue):
        found = class_attribute(cls.metaclass, name)
        if found is not None:
            return it.call(frame, found, [cls, *args], {}, node)
    return it.models.of_enumeration(it, frame, cls, name, args, node)
