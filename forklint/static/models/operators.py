"""The operator module: operators and accessors as functions."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static import assign, items
from forklint.static.operations import binary
from forklint.static.truth import compare
from forklint.static.values import UNKNOWN, External, Partial, Sequence

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def _getter(which: str) -> Any:
    """`methodcaller("run")`, `attrgetter("name")`, `itemgetter(1)`: called later, with the object."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        return Partial(External(f"({which})"), args, kwargs)

    return model


def _method(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) < 2 or not isinstance(args[0], str):
        return UNKNOWN
    return it.call(frame, it.get(frame, args[-1], args[0], node), args[1:-1], kwargs, node)


def _attribute(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """One attribute, or a tuple of several."""
    if len(args) < 2 or not all(isinstance(name, str) for name in args[:-1]):
        return UNKNOWN
    found = []
    for dotted in args[:-1]:
        value = args[-1]
        for name in dotted.split("."):
            value = it.get(frame, value, name, node)
        found.append(value)
    return found[0] if len(found) == 1 else Sequence("tuple", found)


def _item(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """One item, or a tuple of several."""
    found = [items.item(it, frame, args[-1], index, node) for index in args[:-1]]
    return (found[0] if len(found) == 1 else Sequence("tuple", found)) if found else UNKNOWN


def _get_item(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return items.item(it, frame, args[0], args[1], node) if len(args) == 2 else UNKNOWN


def _set_item(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) == 3:
        assign.put_item(it, frame, args[0], args[1], args[2], node)


def _call(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return it.call(frame, args[0], args[1:], kwargs, node) if args else UNKNOWN


def _arithmetic(op: ast.operator) -> Any:
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        return binary(it, frame, op, args[0], args[1], node) if len(args) == 2 else UNKNOWN

    return model


def _comparison(op: ast.cmpop) -> Any:
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        return compare(it, frame, op, args[0], args[1], node) if len(args) == 2 else UNKNOWN

    return model


_ARITHMETIC = {"add": ast.Add(), "sub": ast.Sub(), "mul": ast.Mult(), "truediv": ast.Div(), "mod": ast.Mod(),
               "or_": ast.BitOr(), "and_": ast.BitAnd(), "concat": ast.Add(), "matmul": ast.MatMult()}
_COMPARISONS = {"eq": ast.Eq(), "ne": ast.NotEq(), "lt": ast.Lt(), "le": ast.LtE(), "gt": ast.Gt(), "ge": ast.GtE(),
                "is_": ast.Is(), "is_not": ast.IsNot()}
FUNCTIONS: dict[str, Any] = {
    **{f"operator.{which}": _getter(which) for which in ("methodcaller", "attrgetter", "itemgetter")},
    "(methodcaller)": _method, "(attrgetter)": _attribute, "(itemgetter)": _item, "operator.getitem": _get_item,
    "operator.setitem": _set_item, "operator.call": _call,
    **{f"operator.{name}": _arithmetic(op) for name, op in _ARITHMETIC.items()},
    **{f"operator.{name}": _comparison(op) for name, op in _COMPARISONS.items()},
}
