"""Names, constants, comparisons, conditional expressions, `await` and `yield`."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING, Any

from forklint.static import operations, texts
from forklint.static.defaults import folded, is_switch
from forklint.static.names import lookup
from forklint.static.truth import compare, truth
from forklint.static.values import UNKNOWN, Defaulted, External, Super, Suspended, join

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

BUILTINS = frozenset(dir(builtins))

def eval_constant(it: Interpreter, frame: Frame, node: ast.Constant) -> Any:
    """A literal."""
    return node.value


def eval_name(it: Interpreter, frame: Frame, node: ast.Name) -> Any:
    """A variable, a builtin, or what a star import may have brought."""
    found, value = lookup(frame, node.id)
    if found:
        return value
    if node.id in BUILTINS:
        return External(f"builtins.{node.id}")
    if node.id == "__class__":
        inside = it.models.zero_super(it, frame)
        return inside.cls if isinstance(inside, Super) else UNKNOWN
    for module in frame.module.scope.vars.get("*", ()):
        name = f"{module}.{node.id}"
        if it.facts.call_named(name) or it.facts.type_named(name):
            return External(name)
    return UNKNOWN


def eval_named(it: Interpreter, frame: Frame, node: ast.NamedExpr) -> Any:
    """`name := value`."""
    value = it.eval(frame, node.value)
    it.assign(frame, node.target, value)
    return value


def eval_bool(it: Interpreter, frame: Frame, node: ast.BoolOp) -> Any:
    """`and` and `or`: operands after an undecided one run only perhaps."""
    stop = isinstance(node.op, ast.Or)
    result, undecided = None, 0
    seen: list[Any] = []
    try:
        for index, operand in enumerate(node.values):
            value = it.eval(frame, operand)
            seen.append(value)
            decided = truth(it, frame, value, operand)
            result = value if not undecided else join(result, value)
            if decided is stop:
                break
            if decided is None and index + 1 < len(node.values):
                undecided += 1
                it.maybe += 1
            elif decided is not None and not undecided:
                result = value
    finally:
        it.maybe -= undecided
    if undecided and all(map(is_switch, seen)):
        return folded(seen, lambda *plain: any(plain) if stop else all(plain))
    return result


def eval_compare(it: Interpreter, frame: Frame, node: ast.Compare) -> Any:
    """`a < b < c`: what stands behind a comparison that fails is not evaluated."""
    left, result, undecided = it.eval(frame, node.left), UNKNOWN, 0
    try:
        for op, comparator in zip(node.ops, node.comparators, strict=True):
            right = it.eval(frame, comparator)
            result = compare(it, frame, op, left, right, node)
            if result is False:
                return False
            undecided += len(node.ops) > 1 and result is not True
            it.maybe += len(node.ops) > 1 and result is not True
            left = right
    finally:
        it.maybe -= undecided
    return UNKNOWN if undecided else result


def eval_if(it: Interpreter, frame: Frame, node: ast.IfExp) -> Any:
    """`a if test else b`: both where the test is not decided."""
    test = it.eval(frame, node.test)
    decided = truth(it, frame, test, node.test)
    if decided is not None:
        return it.eval(frame, node.body if decided else node.orelse)
    it.maybe += 1
    try:
        body, orelse = it.eval(frame, node.body), it.eval(frame, node.orelse)
        if isinstance(test, Defaulted) and is_switch(body) and is_switch(orelse):
            return folded([test, body, orelse], lambda *plain: plain[1] if plain[0] else plain[2])
        return join(body, orelse)
    finally:
        it.maybe -= 1


def eval_await(it: Interpreter, frame: Frame, node: ast.Await) -> Any:
    """`await value`."""
    return it.resume(frame, it.eval(frame, node.value), node)


def eval_yield(it: Interpreter, frame: Frame, node: ast.Yield) -> Any:
    """`yield value`: the consumer runs where it stands."""
    value = it.eval(frame, node.value) if node.value else None
    if frame.on_yield is not None:
        frame.on_yield(value)
    return UNKNOWN


def eval_yield_from(it: Interpreter, frame: Frame, node: ast.YieldFrom) -> Any:
    """`yield from value`."""
    value = it.eval(frame, node.value)
    if frame.on_yield is not None:
        it.iterate(frame, value, node, frame.on_yield)
    return value.function.result if isinstance(value, Suspended) else UNKNOWN


def eval_other(it: Interpreter, frame: Frame, node: ast.AST) -> Any:
    """Expressions that hold no values of interest: their parts are still evaluated."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            it.eval(frame, child)
    return UNKNOWN


TABLE: dict[type, Any] = {
    **operations.TABLE, **texts.TABLE, ast.Constant: eval_constant, ast.Name: eval_name, ast.NamedExpr: eval_named,
    ast.BoolOp: eval_bool, ast.Compare: eval_compare, ast.IfExp: eval_if, ast.Await: eval_await,
    ast.Yield: eval_yield, ast.YieldFrom: eval_yield_from,
}
for _name in ("TemplateStr", "Interpolation"):
    if hasattr(ast, _name):
        TABLE[getattr(ast, _name)] = eval_other
