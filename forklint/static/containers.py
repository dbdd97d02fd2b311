"""Displays of lists, tuples, sets and dictionaries, and reading their items."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.iteration import elements
from forklint.static.values import (
    PID,
    UNKNOWN,
    Alternatives,
    ClassValue,
    Defaulted,
    External,
    Handle,
    Instance,
    Mapping,
    Pid,
    Sequence,
    Value,
    constant,
    each,
    is_pid,
    join,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

WIDE = 400
"""Items that a display keeps one by one."""


def display(it: Interpreter, frame: Frame, node: ast.List | ast.Tuple | ast.Set) -> Sequence:
    kind = {ast.List: "list", ast.Tuple: "tuple", ast.Set: "set"}[type(node)]
    made = Sequence(kind, [], None, it.maybe)
    for element in node.elts:
        if isinstance(element, ast.Starred):
            inner = elements(it, frame, it.eval(frame, element.value), element)
            made.items.extend(inner.items)
            made.rest = made.rest if inner.rest is None else UNKNOWN
        elif len(made.items) < WIDE:
            made.items.append(it.eval(frame, element))
    return made


def mapping(it: Interpreter, frame: Frame, node: ast.Dict) -> Mapping:
    made = Mapping({}, None, it.maybe)
    for key_node, value_node in zip(node.keys, node.values, strict=True):
        value = it.eval(frame, value_node)
        if key_node is None:
            merge(made, value)
        elif len(made.items) < WIDE:
            store(made, it.eval(frame, key_node), value)
    return made


def merge(into: Mapping, value: Any) -> None:
    """`into.update(value)`."""
    for one in each(value):
        if isinstance(one, Mapping):
            into.items.update(one.items)
            if one.rest is not None:
                into.rest = one.rest if into.rest is None else join(into.rest, one.rest)
        elif one is not None:
            into.rest = UNKNOWN if into.rest is None else join(into.rest, UNKNOWN)


def store(into: Mapping, key: Any, value: Any) -> None:
    """`into[key] = value`; an unknown key may be any."""
    if key_of(key) is None:
        into.rest = value if into.rest is None else join(into.rest, value)
    else:
        into.items[key_of(key)] = value


def key_of(key: Any) -> Any:
    """A key as a dictionary index: constants, tuples of constants, and program objects; None for unknown."""
    if isinstance(key, Sequence) and key.kind == "tuple" and key.rest is None:
        parts = tuple(key_of(item) for item in key.items)
        return None if any(part is None for part in parts) else parts
    if is_pid(key):
        return PID
    if isinstance(key, External):
        return ("", key.name) if key.name and "(" not in key.name and key.name[0] != "?" else None
    if isinstance(key, Alternatives | Defaulted | Sequence | Mapping):
        return None
    return key


def subscript(it: Interpreter, frame: Frame, node: ast.Subscript) -> Any:
    target = it.eval(frame, node.value)
    return item(it, frame, target, it.eval(frame, node.slice), node)


def item(it: Interpreter, frame: Frame, target: Any, index: Any, node: ast.AST) -> Any:
    """`target[index]`."""
    if isinstance(target, Alternatives):
        result = item(it, frame, target.values[0], index, node)
        for one in target.values[1:]:
            result = join(result, item(it, frame, one, index, node))
        return result
    if isinstance(target, Sequence):
        return _of_sequence(target, index)
    if isinstance(target, Mapping):
        return _of_mapping(it, frame, target, index, node)
    if isinstance(target, Instance | Handle):
        result = it.special(frame, target, "__getitem__", [index], node)
        return UNKNOWN if result is None else result
    if isinstance(target, ClassValue):
        return _of_class(it, frame, target, index, node)
    if isinstance(target, External):
        return it.models.subscript(it, target, index)
    if isinstance(target, str) and isinstance(index, int) and -len(target) <= index < len(target):
        return target[index]
    return PID if isinstance(target, Pid) else UNKNOWN


def _of_sequence(target: Sequence, index: Any) -> Any:
    if isinstance(index, int) and target.rest is None and -len(target.items) <= index < len(target.items):
        return target.items[index]
    if isinstance(index, int) and 0 <= index < len(target.items):
        return target.items[index]
    return any_of(target.items, target.rest)


def _of_mapping(it: Interpreter, frame: Frame, target: Mapping, index: Any, node: ast.AST) -> Any:
    key = key_of(index)
    if key is None:
        return any_of(list(target.items.values()), target.rest)
    if key in target.items:
        return target.items[key]
    if target.factory is not None:
        made = it.call(frame, target.factory, [], {}, node)
        target.items[key] = made
        return made
    return UNKNOWN if target.rest is None else target.rest


def any_of(items: list[Any], rest: Any) -> Any:
    """Some element, nobody knows which."""
    values = [*items, *([] if rest is None else [rest])]
    program = [value for value in values if isinstance(value, Value)] or values
    if not program:
        return UNKNOWN
    result = program[0]
    for value in program[1:]:
        result = join(result, value)
    return result


def _of_class(it: Interpreter, frame: Frame, target: ClassValue, index: Any, node: ast.AST) -> Any:
    """`Color["RED"]`, `Generic[T]`: the class itself unless its metaclass or `__class_getitem__` says otherwise."""
    if isinstance(target.metaclass, ClassValue):
        from forklint.static.attributes import class_attribute

        found = class_attribute(target.metaclass, "__getitem__")
        if found is not None:
            return it.call(frame, found, [target, index], {}, node)
    if "__class_getitem__" in target.namespace:
        return it.call(frame, it.get(frame, target, "__class_getitem__", node), [index], {}, node)
    if constant(index) and isinstance(index, str) and index in target.namespace:
        return target.namespace[index]
    return target


TABLE: dict[type, Any] = {
    ast.List: display, ast.Tuple: display, ast.Set: display, ast.Dict: mapping, ast.Subscript: subscript,
}
