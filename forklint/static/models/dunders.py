"""Special methods of containers and texts, also where a class of the program extends them."""

from __future__ import annotations

import ast
from collections import OrderedDict, deque
from typing import TYPE_CHECKING, Any

from forklint.static import assign, items
from forklint.static.attributes import class_attribute
from forklint.static.keys import key_of
from forklint.static.truth import contains
from forklint.static.values import UNKNOWN, Instance, Mapping, Sequence, constant

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_SEQUENCE = frozenset({*dir(list), *dir(tuple), *dir(set), *dir(deque)})
_MAPPING = frozenset({*dir(dict), *dir(OrderedDict)})


def has_method(content: Any, name: str) -> bool:
    """Whether what an object holds has a method of that name."""
    if content is None:
        return False
    if isinstance(content, Sequence):
        return name in _SEQUENCE
    return name in _MAPPING if isinstance(content, Mapping) else constant(content) and hasattr(content, name)


def of_content(it: Interpreter, frame: Frame, value: Instance, name: str, args: list[Any], node: ast.AST) -> Any:
    """A special method that an object has from the builtin type that its class extends."""
    content = value.content
    if name == "__getitem__" and isinstance(content, Mapping) and content.rest is None:
        key = key_of(args[0])
        if key is not None and key not in content.items and class_attribute(value.cls, "__missing__") is not None:
            return it.call(frame, it.get(frame, value, "__missing__", node), args, {}, node)
    return dunder(it, frame, content, name, args, node)


def dunder(it: Interpreter, frame: Frame, receiver: Any, name: str, args: list[Any], node: ast.AST) -> Any:
    """A special method of a container or constant; None where it has none."""
    model = _MODELS.get(name)
    return None if model is None else model(it, frame, receiver, args, node)


def _iter(it: Interpreter, frame: Frame, receiver: Any, args: list[Any], node: ast.AST) -> Any:
    return receiver if isinstance(receiver, Sequence | Mapping | str) else None


def _length(it: Interpreter, frame: Frame, receiver: Any, args: list[Any], node: ast.AST) -> Any:
    if isinstance(receiver, Sequence | Mapping):
        return len(receiver.items) if receiver.rest is None else UNKNOWN
    return len(receiver) if isinstance(receiver, str) else None


def _bool(it: Interpreter, frame: Frame, receiver: Any, args: list[Any], node: ast.AST) -> Any:
    return bool(receiver) if constant(receiver) else None


def _get(it: Interpreter, frame: Frame, receiver: Any, args: list[Any], node: ast.AST) -> Any:
    return items.item(it, frame, receiver, args[0], node) if args else UNKNOWN


def _put(it: Interpreter, frame: Frame, receiver: Any, args: list[Any], node: ast.AST) -> Any:
    if len(args) == 2:
        assign.put_item(it, frame, receiver, args[0], args[1], node)


def _remove(it: Interpreter, frame: Frame, receiver: Any, args: list[Any], node: ast.AST) -> Any:
    if args and isinstance(receiver, Sequence | Mapping):
        items.remove(receiver, args[0])


def _contains(it: Interpreter, frame: Frame, receiver: Any, args: list[Any], node: ast.AST) -> Any:
    return contains(it, frame, receiver, args[0], node) if args else UNKNOWN


def _reversed(it: Interpreter, frame: Frame, receiver: Any, args: list[Any], node: ast.AST) -> Any:
    if isinstance(receiver, Sequence):
        return Sequence("list", receiver.items[::-1], receiver.rest)
    return Sequence("list", list(receiver.items)[::-1]) if isinstance(receiver, Mapping) else None


_MODELS: dict[str, Any] = {
    "__iter__": _iter, "__len__": _length, "__bool__": _bool, "__getitem__": _get, "__setitem__": _put,
    "__delitem__": _remove, "__contains__": _contains, "__reversed__": _reversed,
}
