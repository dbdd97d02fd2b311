"""Reading items: `table[key]`, `items[0]`, `items[1:]`, `Class[T]`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.attributes import class_attribute
from forklint.static.flow import Raised
from forklint.static.iteration import elements
from forklint.static.keys import any_of, key_of
from forklint.static.values import (
    PID,
    UNKNOWN,
    Alternatives,
    ClassValue,
    Descriptor,
    External,
    Handle,
    Instance,
    Mapping,
    Pid,
    Sequence,
    Value,
    constant,
    join,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


class Span(Value):
    """A slice; `bounds` is None where a bound is not known."""

    __slots__ = ("bounds",)

    def __init__(self, bounds: slice | None) -> None:
        self.bounds = bounds


def eval_slice(it: Interpreter, frame: Frame, node: ast.Slice) -> Span:
    """The bounds of a slice, where they are known."""
    parts = [None if part is None else it.eval(frame, part) for part in (node.lower, node.upper, node.step)]
    plain = all(part is None or (isinstance(part, int) and constant(part)) for part in parts)
    return Span(slice(*parts) if plain and parts[2] != 0 else None)


def subscript(it: Interpreter, frame: Frame, node: ast.Subscript) -> Any:
    """`target[index]` as an expression."""
    target = it.eval(frame, node.value)
    return item(it, frame, target, it.eval(frame, node.slice), node)


def item(it: Interpreter, frame: Frame, target: Any, index: Any, node: ast.AST) -> Any:
    """`target[index]`."""
    reader = _READERS.get(type(target))
    if reader is not None:
        return reader(it, frame, target, index, node)
    if isinstance(target, str) and isinstance(index, int) and -len(target) <= index < len(target):
        return target[index]
    if isinstance(target, str) and isinstance(index, Span) and index.bounds is not None:
        return target[index.bounds]
    return PID if isinstance(target, Pid) else UNKNOWN


def _of_alternatives(it: Interpreter, frame: Frame, target: Alternatives, index: Any, node: ast.AST) -> Any:
    result = item(it, frame, target.values[0], index, node)
    for one in target.values[1:]:
        result = join(result, item(it, frame, one, index, node))
    return result


def _of_object(it: Interpreter, frame: Frame, target: Any, index: Any, node: ast.AST) -> Any:
    result = it.special(frame, target, "__getitem__", [index], node)
    return UNKNOWN if result is None else result


def _of_external(it: Interpreter, frame: Frame, target: External, index: Any, node: ast.AST) -> Any:
    return it.models.subscript(it, target, index)


def _of_sequence(it: Interpreter, frame: Frame, target: Sequence, index: Any, node: ast.AST) -> Any:
    if isinstance(index, Span):
        return _part(it, target, index.bounds)
    if isinstance(index, int):
        known = -len(target.items) if target.rest is None else 0
        if known <= index < len(target.items):
            return target.items[index]
    it.risks += 1
    return any_of(target.items, target.rest)


def _part(it: Interpreter, target: Sequence, bounds: slice | None) -> Sequence:
    """A slice; what stands behind unknown elements may be anywhere."""
    if bounds is None:
        return Sequence(target.kind, [], any_of(target.items, target.rest), it.maybe)
    return Sequence(target.kind, target.items[bounds], target.rest, it.maybe)


def _of_mapping(it: Interpreter, frame: Frame, target: Mapping, index: Any, node: ast.AST) -> Any:
    key = key_of(index)
    if isinstance(index, External) and key not in target.items:
        key = None
    if key is None:
        return any_of(list(target.items.values()), target.rest)
    if key in target.items:
        return target.items[key]
    if target.factory is not None:
        made = it.call(frame, target.factory, [], {}, node)
        target.items[key] = made
        return made
    if target.rest is None:
        it.risks += 1
        if frame.tries:
            raise Raised(External("builtins.KeyError"))
    return UNKNOWN if target.rest is None else target.rest


def _of_class(it: Interpreter, frame: Frame, target: ClassValue, index: Any, node: ast.AST) -> Any:
    """`Color["RED"]`, `Generic[T]`: the class itself unless its metaclass or `__class_getitem__` says otherwise."""
    result = it.special(frame, target, "__getitem__", [index], node)
    if result is not None:
        return result
    found = class_attribute(target, "__class_getitem__")
    if found is not None:
        function = found.function if isinstance(found, Descriptor) else found
        return it.call(frame, function, [target, index], {}, node)
    return target


def put(it: Interpreter, frame: Frame, target: Sequence, index: Any, value: Any, node: ast.AST) -> None:
    """`target[index] = value` for a list."""
    if isinstance(index, Span):
        given = elements(it, frame, value, node)
        if index.bounds is not None and index.bounds.step is None:
            target.items[index.bounds] = given.items
        more = any_of(given.items, given.rest) if index.bounds is None else given.rest
        if more is not None:
            target.rest = more if target.rest is None else join(target.rest, more)
    elif isinstance(index, int) and -len(target.items) <= index < len(target.items):
        target.items[index] = value
    else:
        target.rest = value if target.rest is None else join(target.rest, value)


def remove(target: Sequence | Mapping, index: Any) -> None:
    """`del target[index]`; what is not known stays."""
    if isinstance(target, Mapping):
        target.items.pop(key_of(index), None)
    elif isinstance(index, Span) and index.bounds is not None:
        del target.items[index.bounds]
    elif isinstance(index, int) and -len(target.items) <= index < len(target.items):
        del target.items[index]


_READERS: dict[type, Any] = {
    Alternatives: _of_alternatives, Instance: _of_object, Handle: _of_object, External: _of_external,
    Sequence: _of_sequence, Mapping: _of_mapping, ClassValue: _of_class,
}
