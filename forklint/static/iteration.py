"""Feeding the elements of a value to a consumer: `for`, `list(x)`, unpacking, `yield from`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static import functions, suspended
from forklint.static.attributes import class_attribute
from forklint.static.budget import ITEMS
from forklint.static.flow import Stop
from forklint.static.values import (
    UNKNOWN,
    Alternatives,
    ClassValue,
    External,
    Handle,
    Instance,
    Lazy,
    Mapping,
    Sequence,
    Suspended,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


def iterate(it: Interpreter, frame: Frame, value: Any, node: ast.AST, consume: Any) -> None:
    """Call `consume` with each element; it returns true to stop."""
    if isinstance(value, Sequence):
        _known(value.items, value.rest, consume)
    elif isinstance(value, Mapping):
        _known(list(value.items), None if value.rest is None else UNKNOWN, consume)
    elif isinstance(value, str):
        _known(list(value), None, consume)
    elif isinstance(value, Suspended):
        _generator(it, value, consume)
    elif isinstance(value, Lazy):
        value.produce(consume)
    elif isinstance(value, Alternatives):
        for one in value.values:
            iterate(it, frame, one, node, consume)
    elif isinstance(value, Instance | Handle | ClassValue):
        _object(it, frame, value, node, consume)
    elif isinstance(value, External):
        consume(UNKNOWN)


def elements(it: Interpreter, frame: Frame, value: Any, node: ast.AST, kind: str = "list") -> Sequence:
    """All elements as a sequence: `list(x)`."""
    if isinstance(value, Instance) and value.content is not None and class_attribute(value.cls, "__iter__") is None:
        value = value.content
    if isinstance(value, Sequence):
        return Sequence(kind, list(value.items), value.rest, it.maybe)
    if isinstance(value, External):
        return Sequence(kind, [], UNKNOWN, it.maybe)
    found: list[Any] = []

    def collect(element: Any) -> bool:
        found.append(element)
        return len(found) >= ITEMS

    iterate(it, frame, value, node, collect)
    foreign = isinstance(value, Handle | Instance | Alternatives)
    return Sequence(kind, found, UNKNOWN if foreign else None, it.maybe)


def first(it: Interpreter, frame: Frame, value: Any, node: ast.AST) -> Any:
    """The next element: `next(x)`."""
    if isinstance(value, Suspended):
        return suspended.next_yield(it, value)
    found: list[Any] = []

    def take(element: Any) -> bool:
        found.append(element)
        return True

    iterate(it, frame, value, node, take)
    return found[0] if found else UNKNOWN


def _known(items: list[Any], rest: Any, consume: Any) -> None:
    for item in list(items[:ITEMS]):
        if consume(item):
            return
    if rest is not None:
        consume(rest)


def _generator(it: Interpreter, value: Suspended, consume: Any) -> None:
    """Run the body; each `yield` calls the consumer where it stands."""
    def on_yield(element: Any) -> None:
        if consume(element):
            raise Stop

    if value.done and value.left is None:
        return
    left, value.left, value.done = value.left, None, True
    value.frame.on_yield = on_yield
    try:
        if left is None:
            value.function.result = functions.run(it, value.function, value.frame)
        else:
            suspended.rest(it, value, left)
    except Stop:
        pass


def _object(it: Interpreter, frame: Frame, value: Any, node: ast.AST, consume: Any) -> None:
    for name in ("__iter__", "__aiter__"):
        inner = it.special(frame, value, name, [], node)
        if inner is None:
            continue
        if isinstance(inner, Instance):
            step = it.special(frame, inner, name.replace("iter", "next"), [], node)
            consume(UNKNOWN if step is None else step)
        elif isinstance(inner, Handle):
            consume(inner if isinstance(value, Handle) and name in value.type.gives else UNKNOWN)
        elif inner is not value:
            iterate(it, frame, inner, node, consume)
        return
    item = it.special(frame, value, "__getitem__", [0], node)
    consume(UNKNOWN if item is None else item)
