"""Comprehensions run at once; generator expressions when they are consumed."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.keys import store
from forklint.static.scope import Frame
from forklint.static.truth import truth
from forklint.static.values import Lazy, Mapping, Sequence

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter


def _scope(it: Interpreter, frame: Frame) -> Frame:
    """A comprehension's own scope, which still counts as the same call in a trail."""
    inner = Frame("function", frame, frame.prefix, frame.module, frame.caller, frame.site, frame.what, it.maybe)
    inner.function, inner.owner, inner.self_value = frame.function, frame.owner, frame.self_value
    inner.on_yield = frame.on_yield
    return inner


def run(it: Interpreter, frame: Frame, generators: list[ast.comprehension], emit: Any, first: Any = None) -> None:
    """Execute the `for` and `if` clauses; `emit` is called for each combination, true to stop."""
    clause = generators[0]
    source = it.eval(frame, clause.iter) if first is None else first

    def visit(value: Any) -> bool:
        it.assign(frame, clause.target, value)
        undecided = 0
        try:
            for condition in clause.ifs:
                decided = truth(it, frame, it.eval(frame, condition), condition)
                if decided is False:
                    return False
                undecided += decided is None
            it.maybe += undecided
            if len(generators) > 1:
                run(it, frame, generators[1:], emit)
                return False
            return bool(emit())
        finally:
            it.maybe -= undecided if undecided else 0

    it.iterate(frame, source, clause.iter, visit)


def listing(it: Interpreter, frame: Frame, node: ast.ListComp | ast.SetComp) -> Sequence:
    """`[x for …]` and `{x for …}`."""
    inner = _scope(it, frame)
    made = Sequence("list" if isinstance(node, ast.ListComp) else "set", [], None, it.maybe)
    run(it, inner, node.generators, lambda: made.items.append(it.eval(inner, node.elt)))
    return made


def dictionary(it: Interpreter, frame: Frame, node: ast.DictComp) -> Mapping:
    """`{key: value for …}`."""
    inner = _scope(it, frame)
    made = Mapping({}, None, it.maybe)
    run(it, inner, node.generators, lambda: store(made, it.eval(inner, node.key), it.eval(inner, node.value)))
    return made


def generator(it: Interpreter, frame: Frame, node: ast.GeneratorExp) -> Lazy:
    """Only the first iterable is evaluated at once, as in Python."""
    inner = _scope(it, frame)
    first = it.eval(frame, node.generators[0].iter)

    def produce(consume: Any) -> None:
        run(it, inner, node.generators, lambda: consume(it.eval(inner, node.elt)), first)

    return Lazy(produce)


TABLE: dict[type, Any] = {
    ast.ListComp: listing, ast.SetComp: listing, ast.DictComp: dictionary, ast.GeneratorExp: generator,
}
