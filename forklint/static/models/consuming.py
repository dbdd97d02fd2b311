"""Builtin functions that run through iterators."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.budget import ITEMS
from forklint.static.iteration import elements, first
from forklint.static.truth import truth
from forklint.static.values import UNKNOWN, Handle, Instance, Lazy, Sequence

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def _sequence(kind: str) -> Any:
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        if not args:
            return Sequence(kind, [], None, it.maybe)
        if isinstance(args[0], Instance | Handle):
            it.special(frame, args[0], "__len__", [], node) if isinstance(args[0], Instance) else None
        return elements(it, frame, args[0], node, kind)

    return model


def _consume(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`any`, `all`, `sum`: run an iterator to its end."""
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
    columns = [elements(it, frame, one, node) for one in args]
    length = max((len(one.items) for one in columns), default=0)
    rows = [Sequence("tuple", [one.items[i] if i < len(one.items) else UNKNOWN for one in columns])
            for i in range(length if all(one.items for one in columns) else 0)]
    rest = Sequence("tuple", [UNKNOWN] * len(columns)) if any(one.rest is not None for one in columns) else None
    return Sequence("list", rows, rest if not rows else None)


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
    if args and isinstance(args[0], Instance | Handle):
        result = it.special(frame, args[0], "__iter__", [], node)
        return args[0] if result is None else result
    return args[0] if args else UNKNOWN


FUNCTIONS: dict[str, Any] = {
    **{f"builtins.{kind}": _sequence(kind) for kind in ("list", "tuple", "set")},
    "builtins.frozenset": _sequence("set"), "collections.deque": _sequence("list"),
    "builtins.any": _consume, "builtins.all": _consume, "builtins.sum": _consume, "builtins.map": _map,
    "builtins.filter": _filter, "builtins.zip": _zip, "builtins.enumerate": _enumerate, "builtins.range": _range,
    "builtins.next": _next, "builtins.iter": _iter, "builtins.anext": _next, "builtins.aiter": _iter,
}
