"""Three-valued truth: what a condition says, where it says anything."""

from __future__ import annotations

import ast
import operator
from typing import TYPE_CHECKING, Any

from forklint.static.values import (
    PID_TEST,
    UNKNOWN,
    Alternatives,
    ClassValue,
    Defaulted,
    External,
    FunctionValue,
    Handle,
    Instance,
    Mapping,
    PidTest,
    Sequence,
    Value,
    constant,
    each,
    held,
    is_pid,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_OPERATORS: dict[type, Any] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_SPECIAL = {
    ast.Eq: ("__eq__", "__eq__"), ast.NotEq: ("__ne__", "__ne__"), ast.Lt: ("__lt__", "__gt__"),
    ast.LtE: ("__le__", "__ge__"), ast.Gt: ("__gt__", "__lt__"), ast.GtE: ("__ge__", "__le__"),
}


def truth(it: Interpreter, frame: Frame, value: Any, node: ast.AST) -> bool | None:
    """Whether a value counts as true; None where that is not to be known."""
    if not isinstance(value, Value):
        return bool(value)
    if isinstance(value, External):
        return True if value.name in it.foreign else None
    if isinstance(value, Alternatives):
        decided = {truth(it, frame, one, node) for one in value.values}
        return decided.pop() if len(decided) == 1 else None
    if isinstance(value, Sequence | Mapping):
        return True if value.items else (False if value.rest is None else None)
    if isinstance(value, Defaulted | PidTest):
        return None
    if isinstance(value, Instance | Handle):
        return _of_object(it, frame, value, node)
    return True


def _of_object(it: Interpreter, frame: Frame, value: Any, node: ast.AST) -> bool | None:
    for name in ("__bool__", "__len__"):
        result = it.special(frame, value, name, [], node)
        if result is not None:
            return bool(result) if constant(result) else None
    return True


def compare(it: Interpreter, frame: Frame, op: ast.cmpop, left: Any, right: Any, node: ast.AST) -> Any:
    """The value of one comparison."""
    if is_pid(left) or is_pid(right):
        return PID_TEST
    if isinstance(op, ast.Is | ast.IsNot):
        same = _identical(it, left, right)
        return UNKNOWN if same is None else same is isinstance(op, ast.Is)
    if isinstance(op, ast.In | ast.NotIn):
        if isinstance(left, Defaulted):
            inside = compare(it, frame, op, left.value, right, node)
            return inside if isinstance(inside, Value) else Defaulted(inside)
        inside = contains(it, frame, right, left, node)
        return inside if isinstance(inside, Value) else inside is isinstance(op, ast.In)
    if constant(left) and constant(right):
        try:
            return _OPERATORS[type(op)](left, right)
        except TypeError:
            return UNKNOWN
    return _of_values(it, frame, op, left, right, node)


def _of_values(it: Interpreter, frame: Frame, op: ast.cmpop, left: Any, right: Any, node: ast.AST) -> Any:
    if isinstance(left, Defaulted) or isinstance(right, Defaulted):
        plain = [one.value if isinstance(one, Defaulted) else one for one in (left, right)]
        result = compare(it, frame, op, plain[0], plain[1], node)
        return result if isinstance(result, Value) else Defaulted(result)
    if isinstance(left, Sequence) and isinstance(right, Sequence) and isinstance(op, _ORDERS):
        return _ordered(op, left, right)
    return _by_method(it, frame, op, left, right, node)


def _by_method(it: Interpreter, frame: Frame, op: ast.cmpop, left: Any, right: Any, node: ast.AST) -> Any:
    """`left.__lt__(right)`, else `right.__gt__(left)`; `!=` is what `==` is not."""
    name, mirrored = _SPECIAL[type(op)]
    for one, other, method in ((left, right, name), (right, left, mirrored)):
        result = it.special(frame, one, method, [other], node) if isinstance(one, Instance) else None
        if result is not None:
            return result
    if isinstance(op, ast.NotEq):
        equal = _of_values(it, frame, ast.Eq(), left, right, node)
        return not equal if isinstance(equal, bool) else UNKNOWN
    return _of_held(it, frame, op, left, right, node)


def _of_held(it: Interpreter, frame: Frame, op: ast.cmpop, left: Any, right: Any, node: ast.AST) -> Any:
    """Objects of classes that extend `str` or `int` compare as those; members of enumerations by identity."""
    plain = [held(left), held(right)]
    if plain[0] is not left or plain[1] is not right:
        return compare(it, frame, op, plain[0], plain[1], node)
    verdict = equal(left, right) if isinstance(op, ast.Eq) else None
    return UNKNOWN if verdict is None else verdict


_ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def _ordered(op: ast.cmpop, left: Sequence, right: Sequence) -> Any:
    """Tuples of constants, such as versions."""
    if left.rest is None and right.rest is None and all(map(constant, left.items + right.items)):
        try:
            return _OPERATORS[type(op)](tuple(left.items), tuple(right.items))
        except TypeError:
            return UNKNOWN
    return UNKNOWN


def equal(left: Any, right: Any) -> bool | None:
    """`left == right` where no method of the program decides; None where it is not to be known."""
    if constant(left) and constant(right):
        return bool(left == right)
    if isinstance(left, Sequence) and isinstance(right, Sequence) and left.kind == right.kind != "set":
        return _same_items(left, right)
    if isinstance(left, ClassValue | FunctionValue) and isinstance(right, ClassValue | FunctionValue):
        return left is right
    if _plain_member(left) or _plain_member(right):
        others = [one for one in (left, right) if not _plain_member(one)]
        return left is right if all(constant(one) or isinstance(one, Instance | Sequence) for one in others) else None
    return None


def _plain_member(value: Any) -> bool:
    """A member of an enumeration that compares by identity."""
    return isinstance(value, Instance) and value.cls.shape == "enum" and value.content is None


def _same_items(left: Sequence, right: Sequence) -> bool | None:
    if left.rest is not None or right.rest is not None:
        return None
    if len(left.items) != len(right.items):
        return False
    verdicts = {equal(*pair) for pair in zip(left.items, right.items, strict=True)}
    return False if False in verdicts else (None if None in verdicts else True)


def _identical(it: Interpreter, left: Any, right: Any) -> bool | None:
    if isinstance(left, Alternatives) or isinstance(right, Alternatives):
        decided = {_identical(it, a, b) for a in each(left) for b in each(right)}
        return decided.pop() if len(decided) == 1 else None
    if constant(left) and constant(right):
        return left is right or (type(left) is type(right) and bool(left == right))
    if isinstance(left, External | Defaulted) or isinstance(right, External | Defaulted):
        names = it.foreign
        known = all(constant(one) or (isinstance(one, External) and one.name in names) for one in (left, right))
        return False if known else None
    return left is right


def contains(it: Interpreter, frame: Frame, container: Any, item: Any, node: ast.AST) -> Any:
    """Whether `item in container`; an unknown value where nobody knows."""
    if isinstance(container, str) and isinstance(item, str):
        return item in container
    if isinstance(container, bytes) and isinstance(item, bytes):
        return item in container
    if isinstance(container, Sequence | Mapping):
        return among(list(container.items), container.rest, item)
    if isinstance(container, Instance | Handle | ClassValue):
        result = it.special(frame, container, "__contains__", [item], node)
        return UNKNOWN if result is None or isinstance(result, Value) else bool(result)
    return UNKNOWN


def among(items: list[Any], rest: Any, item: Any) -> Any:
    """Whether an item is one of those; an unknown value where nobody knows."""
    if not items and rest is None:
        return False
    single = not isinstance(item, External | Alternatives | Defaulted)
    verdicts = {True if single and one is item else equal(one, held(item)) for one in items}
    if True in verdicts:
        return True
    return False if rest is None and None not in verdicts else UNKNOWN
