"""Unary and binary operators."""

from __future__ import annotations

import ast
import operator
import os
import re
from typing import TYPE_CHECKING, Any

from forklint.static.defaults import folded
from forklint.static.keys import any_of, merge
from forklint.static.texts import interpolated
from forklint.static.truth import among, truth
from forklint.static.values import (
    UNKNOWN,
    Alternatives,
    Defaulted,
    External,
    Handle,
    Instance,
    Mapping,
    Pid,
    Sequence,
    constant,
    held,
    join,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

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
_LONG = 1000
"""Items that a list made of lists may have."""
_PADDED = re.compile(r"%[^a-zA-Z%]*(\d{4}|\*)")
"""A `%` format whose result may be of any length."""


def eval_unary(it: Interpreter, frame: Frame, node: ast.UnaryOp) -> Any:
    """`not x`, `-x`, `~x`."""
    value = it.eval(frame, node.operand)
    if isinstance(node.op, ast.Not):
        decided = truth(it, frame, value, node)
        if isinstance(value, Defaulted):
            return folded([value], operator.not_)
        if decided is None:
            return value if not isinstance(value, Alternatives | External) else UNKNOWN
        return not decided
    if constant(value) and isinstance(value, int | float):
        if isinstance(node.op, ast.Invert):
            return ~value if isinstance(value, int) and not isinstance(value, bool) else UNKNOWN
        return _UNARY[type(node.op)](value)
    if isinstance(value, Instance):
        result = it.special(frame, value, _UNARY_SPECIAL[type(node.op)], [], node)
        return UNKNOWN if result is None else result
    return UNKNOWN


def eval_binary(it: Interpreter, frame: Frame, node: ast.BinOp) -> Any:
    """`left + right` and its relatives."""
    return binary(it, frame, node.op, it.eval(frame, node.left), it.eval(frame, node.right), node)


def binary(it: Interpreter, frame: Frame, op: ast.operator, left: Any, right: Any, node: ast.AST) -> Any:
    """The value of a binary operation."""
    if constant(left) and constant(right):
        return _fold(op, left, right)
    if isinstance(left, Defaulted) or isinstance(right, Defaulted):
        return folded([left, right], lambda *plain: _fold(op, *plain))
    if isinstance(left, Sequence | Mapping):
        joined = _of_container(it, op, left, held(right))
        if joined is not None:
            return joined
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
        return interpolated(it, frame, right, node)
    return UNKNOWN


def _of_container(it: Interpreter, op: ast.operator, left: Sequence | Mapping, right: Any) -> Any:
    """`+` and `*` of lists, `|` of sets and dictionaries; None for other operators."""
    if isinstance(left, Mapping):
        return _merged(it, left, right) if isinstance(op, ast.BitOr) else None
    if isinstance(op, ast.Mult) and isinstance(right, int):
        return Sequence(left.kind, left.items * right if len(left.items) * right < _LONG else left.items, left.rest)
    if not isinstance(op, ast.Add | ast.BitOr):
        inside = isinstance(op, ast.BitAnd)
        return selected(left, right, inside) if left.kind == "set" and isinstance(op, ast.Sub | ast.BitAnd) else None
    if isinstance(right, External):
        return Sequence(left.kind, list(left.items), UNKNOWN if left.rest is None else left.rest, it.maybe)
    if not isinstance(right, Sequence):
        return None
    rest = left.rest if right.rest is None else right.rest if left.rest is None else join(left.rest, right.rest)
    if len(left.items) + len(right.items) > _LONG:
        return Sequence(left.kind, list(left.items), UNKNOWN if rest is None else rest, it.maybe)
    return Sequence(left.kind, left.items + right.items, rest, it.maybe)


def selected(left: Sequence, right: Any, inside: bool) -> Sequence:
    """The items of a set that are, or are not, in another."""
    kept: list[Any] = []
    perhaps = [] if left.rest is None else [left.rest]
    for item in left.items:
        found = among(right.items, right.rest, item) if isinstance(right, Sequence) else UNKNOWN
        if found is inside:
            kept.append(item)
        elif not isinstance(found, bool):
            perhaps.append(item)
    return Sequence(left.kind, kept, any_of(perhaps, None) if perhaps else None)


def _merged(it: Interpreter, left: Mapping, right: Any) -> Mapping:
    made = Mapping(dict(left.items), left.rest, it.maybe)
    merge(made, right)
    return made


def _are_small(*numbers: Any) -> bool:
    """Numbers whose product is none that takes long to write."""
    return all(isinstance(one, int | float) and abs(one) < 1 << 32 for one in numbers)


def _fold(op: ast.operator, left: Any, right: Any) -> Any:
    fold = operator.mul if isinstance(op, ast.Mult) and _are_small(left, right) else _FOLD.get(type(op))
    if fold is None or (isinstance(left, str | bytes) and len(left) > 10_000):
        return UNKNOWN
    if isinstance(op, ast.Mod) and isinstance(left, str | bytes) and _PADDED.search(os.fsdecode(left)):
        return UNKNOWN
    try:
        return fold(left, right)
    except (TypeError, ValueError, ArithmeticError, KeyError):
        return UNKNOWN



TABLE: dict[type, Any] = {ast.UnaryOp: eval_unary, ast.BinOp: eval_binary}
