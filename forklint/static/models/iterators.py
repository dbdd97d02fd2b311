"""itertools: iterators that run what they are given when they are consumed."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.budget import ITEMS
from forklint.static.iteration import elements
from forklint.static.truth import truth
from forklint.static.values import UNKNOWN, Lazy, Sequence

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]
_ENDLESS = 3
"""Rounds of an iterator that never ends."""


def _chain(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    def produce(consume: Any) -> None:
        stopped = [False]

        def visit(item: Any) -> bool:
            stopped[0] = bool(consume(item))
            return stopped[0]

        for source in args:
            if not stopped[0]:
                it.iterate(frame, source, node, visit)

    return Lazy(produce)


def _chain_all(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`chain.from_iterable(sources)`."""
    def produce(consume: Any) -> None:
        it.iterate(frame, args[0], node, lambda source: it.iterate(frame, source, node, consume))

    return Lazy(produce) if args else UNKNOWN


def _starmap(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    def produce(consume: Any) -> None:
        def visit(item: Any) -> Any:
            given = item.items if isinstance(item, Sequence) else [UNKNOWN]
            return consume(it.call(frame, args[0], list(given), {}, node))

        it.iterate(frame, args[1], node, visit)

    return Lazy(produce) if len(args) == 2 else UNKNOWN


def _while(keep: bool, first_only: bool) -> Any:
    """`takewhile`, `dropwhile` and `filterfalse`: a function decides on each element."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        def produce(consume: Any) -> None:
            dropped = [False]

            def visit(item: Any) -> Any:
                if dropped[0]:
                    return consume(item)
                decided = truth(it, frame, it.call(frame, args[0], [item], {}, node), node)
                if decided is not None and decided is not keep:
                    return keep
                dropped[0] = first_only and decided is not None
                return consume(item)

            it.iterate(frame, args[1], node, visit)

        return Lazy(produce) if len(args) == 2 else UNKNOWN

    return model


def _accumulate(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    function = args[1] if len(args) > 1 else kwargs.get("func")

    def produce(consume: Any) -> None:
        total = [kwargs["initial"]] if "initial" in kwargs else []

        def visit(item: Any) -> Any:
            if total:
                item = UNKNOWN if function is None else it.call(frame, function, [total[0], item], {}, node)
            total[:] = [item]
            return consume(item)

        it.iterate(frame, args[0], node, visit)

    return Lazy(produce) if args else UNKNOWN


def _group(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`groupby(xs, key)`: neighbours are not compared, each element is a group of its own."""
    key = args[1] if len(args) > 1 else kwargs.get("key")

    def produce(consume: Any) -> None:
        def visit(item: Any) -> Any:
            word = item if key is None else it.call(frame, key, [item], {}, node)
            return consume(Sequence("tuple", [word, Sequence("list", [item])]))

        it.iterate(frame, args[0], node, visit)

    return Lazy(produce) if args else UNKNOWN


def _slice(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`islice(xs, stop)` and `islice(xs, start, stop)`."""
    bounds = args[1:] if len(args) > 2 else [0, *args[1:]]
    start, stop = [one if isinstance(one, int) else None for one in (*bounds, None, None)[:2]]

    def produce(consume: Any) -> None:
        count = iter(range(ITEMS))

        def visit(item: Any) -> bool:
            index = next(count, ITEMS)
            over = stop is not None and index + 1 >= stop
            return (index >= (start or 0) and bool(consume(item))) or over

        if stop != 0:
            it.iterate(frame, args[0], node, visit)

    return Lazy(produce) if args else UNKNOWN


def _repeat(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    times = args[1] if len(args) > 1 else kwargs.get("times", _ENDLESS)
    return Sequence("list", args[:1] * min(times, ITEMS) if isinstance(times, int) else args[:1])


def _cycle(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    found = elements(it, frame, args[0], node) if args else Sequence("list", [])
    return Sequence("list", found.items * _ENDLESS, found.rest)


def _copies(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`tee(xs)`: both copies give the same elements."""
    found = elements(it, frame, args[0], node) if args else Sequence("list", [])
    number = args[1] if len(args) > 1 and isinstance(args[1], int) else 2
    return Sequence("tuple", [found] * min(number, ITEMS))


FUNCTIONS: dict[str, Any] = {
    "itertools.chain": _chain, "itertools.chain.from_iterable": _chain_all, "itertools.starmap": _starmap,
    "itertools.takewhile": _while(keep=True, first_only=False),
    "itertools.filterfalse": _while(keep=False, first_only=False),
    "itertools.dropwhile": _while(keep=False, first_only=True), "itertools.accumulate": _accumulate,
    "itertools.groupby": _group, "itertools.islice": _slice, "itertools.repeat": _repeat, "itertools.cycle": _cycle,
    "itertools.tee": _copies,
}
