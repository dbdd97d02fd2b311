"""Names, constants, operators, conditional expressions."""

from __future__ import annotations

import ast
import builtins
import operator
from typing import TYPE_CHECKING, Any

from forklint.static.names import lookup
from forklint.static.truth import compare, truth
from forklint.static.values import (
    UNKNOWN,
    Alternatives,
    Defaulted,
    External,
    Handle,
    Instance,
    Pid,
    Sequence,
    Super,
    Suspended,
    constant,
    held,
    join,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

BUILTINS = frozenset(dir(builtins))

_FOLD = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mod: operator.mod, ast.FloorDiv: operator.floordiv,
    ast.Div: operator.truediv, ast.BitOr: operator.or_, ast.BitAnd: operator.and_, ast.BitXor: operator.xor,
}
_SPECIAL = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "truediv", ast.Mod: "mod", ast.Pow: "pow",
    ast.FloorDiv: "floordiv", ast.LShift: "lshift", ast.RShift: "rshift", ast.BitOr: "or", ast.BitAnd: "and",
    ast.BitXor: "xor", ast.MatMult: "matmul",
}
_UNARY: dict[type, Any] = {ast.USub: operator.neg, ast.UAdd: operator.pos}
_UNARY_SPECIAL = {ast.USub: "__neg__", ast.UAdd: "__pos__", ast.Invert: "__invert__"}


def eval_constant(it: Interpreter, frame: Frame, node: ast.Constant) -> Any:
    return node.value


def eval_name(it: Interpreter, frame: Frame, node: ast.Name) -> Any:
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
    value = it.eval(frame, node.value)
    it.assign(frame, node.target, value)
    return value


def eval_bool(it: Interpreter, frame: Frame, node: ast.BoolOp) -> Any:
    """`and` and `or`: operands after an undecided one run only perhaps."""
    stop = isinstance(node.op, ast.Or)
    result, undecided = None, 0
    try:
        for index, operand in enumerate(node.values):
            value = it.eval(frame, operand)
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
    return result


def eval_not(it: Interpreter, frame: Frame, node: ast.UnaryOp) -> Any:
    value = it.eval(frame, node.operand)
    if isinstance(node.op, ast.Not):
        decided = truth(it, frame, value, node)
        if decided is None:
            return value if not isinstance(value, Alternatives | External | Defaulted) else UNKNOWN
        return not decided
    if constant(value) and isinstance(value, int | float):
        return _UNARY[type(node.op)](value) if type(node.op) in _UNARY else ~int(value)
    if isinstance(value, Instance):
        result = it.special(frame, value, _UNARY_SPECIAL[type(node.op)], [], node)
        return UNKNOWN if result is None else result
    return UNKNOWN


def eval_compare(it: Interpreter, frame: Frame, node: ast.Compare) -> Any:
    left = it.eval(frame, node.left)
    result: Any = True
    for op, comparator in zip(node.ops, node.comparators, strict=True):
        right = it.eval(frame, comparator)
        result = compare(it, frame, op, left, right, node)
        if result is False:
            return False
        left = right
    return result if len(node.ops) == 1 or result is True else UNKNOWN


def eval_if(it: Interpreter, frame: Frame, node: ast.IfExp) -> Any:
    decided = truth(it, frame, it.eval(frame, node.test), node.test)
    if decided is not None:
        return it.eval(frame, node.body if decided else node.orelse)
    it.maybe += 1
    try:
        return join(it.eval(frame, node.body), it.eval(frame, node.orelse))
    finally:
        it.maybe -= 1


def eval_binary(it: Interpreter, frame: Frame, node: ast.BinOp) -> Any:
    return binary(it, frame, node.op, it.eval(frame, node.left), it.eval(frame, node.right), node)


def binary(it: Interpreter, frame: Frame, op: ast.operator, left: Any, right: Any, node: ast.AST) -> Any:
    """The value of a binary operation."""
    if constant(left) and constant(right):
        return _fold(op, left, right)
    if isinstance(left, Sequence) and isinstance(right, Sequence) and isinstance(op, ast.Add):
        rest = left.rest if right.rest is None else join(left.rest, right.rest) if left.rest is not None else right.rest
        return Sequence(left.kind, left.items + right.items, rest, it.maybe)
    if isinstance(left, Pid) or isinstance(right, Pid):
        return left if isinstance(left, Pid) else right
    word = _SPECIAL[type(op)]
    if isinstance(left, Instance | Handle):
        result = it.special(frame, left, f"__{word}__", [right], node)
        if result is not None:
            return result
    if isinstance(right, Instance):
        result = it.special(frame, right, f"__r{word}__", [left], node)
        if result is not None:
            return result
    if isinstance(op, ast.Mod) and isinstance(left, str):
        return _interpolated(it, frame, right, node)
    return UNKNOWN


def _interpolated(it: Interpreter, frame: Frame, right: Any, node: ast.AST) -> Any:
    """`"%s" % values`: objects are asked for their text; with the process id inside, the text is tainted."""
    values = right.items if isinstance(right, Sequence) else [right]
    for value in values:
        if isinstance(value, Instance):
            _formatted(it, frame, value, "s", node)
    return next((value for value in values if isinstance(value, Pid)), UNKNOWN)


def _fold(op: ast.operator, left: Any, right: Any) -> Any:
    fold = _FOLD.get(type(op))
    if fold is None or (isinstance(left, str | bytes) and len(left) > 10_000):
        return UNKNOWN
    try:
        return fold(left, right)
    except Exception:
        return UNKNOWN


def eval_joined(it: Interpreter, frame: Frame, node: ast.JoinedStr) -> Any:
    """An f-string: a constant where all parts are, tainted where one holds the process id."""
    parts = [it.eval(frame, part) for part in node.values]
    pid = next((part for part in parts if isinstance(part, Pid)), None)
    if pid is not None:
        return pid
    if all(isinstance(part, str | int) and not isinstance(part, bool) for part in parts):
        return "".join(str(part) for part in parts)
    return UNKNOWN


def eval_formatted(it: Interpreter, frame: Frame, node: ast.FormattedValue) -> Any:
    value = it.eval(frame, node.value)
    if isinstance(value, Instance):
        return _formatted(it, frame, value, chr(max(node.conversion, 0)), node)
    if node.format_spec is not None or node.conversion > 0:
        return value if isinstance(value, Pid) else UNKNOWN
    return value


def _formatted(it: Interpreter, frame: Frame, value: Instance, conversion: str, node: ast.AST) -> Any:
    """What an object's class says of its text: `!r` asks `__repr__`, `!s` and `%s` ask `__str__` first."""
    wanted = {"r": ("__repr__",), "a": ("__repr__",), "s": ("__str__", "__repr__")}
    for name in wanted.get(conversion, ("__format__", "__str__", "__repr__")):
        result = it.special(frame, value, name, [""] if name == "__format__" else [], node)
        if result is not None:
            return result
    return held(value)


def eval_await(it: Interpreter, frame: Frame, node: ast.Await) -> Any:
    return it.resume(frame, it.eval(frame, node.value), node)


def eval_yield(it: Interpreter, frame: Frame, node: ast.Yield) -> Any:
    value = it.eval(frame, node.value) if node.value else None
    if frame.on_yield is not None:
        frame.on_yield(value)
    return UNKNOWN


def eval_yield_from(it: Interpreter, frame: Frame, node: ast.YieldFrom) -> Any:
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
    ast.Constant: eval_constant, ast.Name: eval_name, ast.NamedExpr: eval_named, ast.BoolOp: eval_bool,
    ast.UnaryOp: eval_not, ast.Compare: eval_compare, ast.IfExp: eval_if, ast.BinOp: eval_binary,
    ast.JoinedStr: eval_joined, ast.FormattedValue: eval_formatted, ast.Await: eval_await, ast.Yield: eval_yield,
    ast.YieldFrom: eval_yield_from,
}
for _name in ("TemplateStr", "Interpolation"):
    if hasattr(ast, _name):
        TABLE[getattr(ast, _name)] = eval_other
