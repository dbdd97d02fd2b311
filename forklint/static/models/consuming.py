"""Builtin functions that run through iterators."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.budget import ITEMS
from forklint.static.iteration import elements, first
from forklint.static.truth import truth
from forklint.static.values import (
    UNKNOWN,
    ClassValue,
    Handle,
    Instance,
    Lazy,
    Mapping,
    Sequence,
    Suspended,
    held,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def _sequence(kind: str) -> Any:
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        if not args:
            return Sequence(kind, [], None, it.maybe)
        if isinstance(args[0], Instance):
            it.special(frame, args[0], "__len__", [], node)
        return elements(it, frame, args[0], node, kind)

    return model


def _decide(stop: bool) -> Any:
    """`any` stops at the first true element, `all` at the first false one."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        verdicts: list[bool | None] = []

        def visit(item: Any) -> bool:
            verdicts.append(truth(it, frame, item, node))
            return verdicts[-1] is stop or len(verdicts) >= ITEMS

        it.iterate(frame, args[0] if args else UNKNOWN, node, visit)
        if stop in verdicts:
            return stop if None not in verdicts or verdicts[-1] is stop else UNKNOWN
        return UNKNOWN if None in verdicts or len(verdicts) >= ITEMS or _open(args) else not stop

    return model


def _open(args: Args) -> bool:
    """Whether there may be elements that nobody saw: only containers and program iterators show all."""
    value = held(args[0]) if args else UNKNOWN
    return not isinstance(value, Sequence | Mapping | Lazy | Suspended) or getattr(value, "rest", None) is not None


def _consume(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`sum`: run an iterator to its end."""
    if args:
        elements(it, frame, args[0], node)
    return UNKNOWN


def _map(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) < 2:
        return UNKNOWN
    others = [elements(it, frame, one, node) for one in args[2:]]

    def produce(consume: Any) -> None:
        index = [0]

        def each(item: Any) -> Any:
            more = [one.items[index[0]] if index[0] < len(one.items) else UNKNOWN for one in others]
            index[0] += 1
            return consume(it.call(frame, args[0], [item, *more], {}, node))

        it.iterate(frame, args[1], node, each)

    return Lazy(produce)


def _filter(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) < 2:
        return UNKNOWN

    def produce(consume: Any) -> None:
        def each(item: Any) -> Any:
            kept = item if args[0] is None else it.call(frame, args[0], [item], {}, node)
            return None if truth(it, frame, kept, node) is False else consume(item)

        it.iterate(frame, args[1], node, each)

    return Lazy(produce)


def _zip(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """Rows up to the end of the shortest; where one has elements that nobody knows, it does not end the others."""
    def produce(consume: Any) -> None:
        columns = [elements(it, frame, one, node) for one in args]
        open_ended = [one.rest is not None for one in columns]
        lengths = [len(one.items) for one, more in zip(columns, open_ended, strict=True) if not more]
        length = min(lengths, default=max((len(one.items) for one in columns), default=0))
        for index in range(length):
            if consume(Sequence("tuple", [_nth(one, index) for one in columns])):
                return
        if columns and all(open_ended):
            consume(Sequence("tuple", [one.rest for one in columns]))

    return Lazy(produce)


def _nth(column: Sequence, index: int) -> Any:
    return column.items[index] if index < len(column.items) else column.rest


def _enumerate(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if not args:
        return UNKNOWN

    def produce(consume: Any) -> None:
        counter = iter(range(10**9))
        it.iterate(frame, args[0], node, lambda item: consume(Sequence("tuple", [next(counter), item])))

    return Lazy(produce)


def _range(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if args and all(isinstance(one, int) for one in args):
        try:
            return Sequence("list", list(range(*args)[:ITEMS]), None)
        except (TypeError, ValueError, OverflowError):
            return UNKNOWN
    return Sequence("list", [], UNKNOWN)


def _next(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if args and isinstance(args[0], Instance):
        result = it.special(frame, args[0], "__next__", [], node)
        return UNKNOWN if result is None else result
    return first(it, frame, args[0], node) if args else UNKNOWN


def _iter(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) == 2:
        return Lazy(lambda consume: consume(it.call(frame, args[0], [], {}, node)))
    if args and isinstance(args[0], Instance | Handle | ClassValue):
        result = it.special(frame, args[0], "__iter__", [], node)
        return args[0] if result is None else result
    return args[0] if args else UNKNOWN


def _reversed(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    result = it.special(frame, args[0], "__reversed__", [], node) if args else UNKNOWN
    if result is not None:
        return result
    found = elements(it, frame, args[0], node)
    return Sequence("list", found.items[::-1], found.rest, it.maybe)


FUNCTIONS: dict[str, Any] = {
    **{f"builtins.{kind}": _sequence(kind) for kind in ("list", "tuple", "set")},
    "builtins.frozenset": _sequence("set"), "collections.deque": _sequence("list"),
    "builtins.reversed": _reversed, "builtins.any": _decide(True), "builtins.all": _decide(False),
    "builtins.sum": _consume, "builtins.map": _map,
    "builtins.filter": _filter, "builtins.zip": _zip, "builtins.enumerate": _enumerate, "builtins.range": _range,
    "builtins.next": _next, "builtins.iter": _iter, "builtins.anext": _next, "builtins.aiter": _iter,
}
