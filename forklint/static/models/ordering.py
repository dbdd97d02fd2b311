"""`sorted`, `min`, `max` and `list.sort`: keys are computed, then compared."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.budget import ITEMS
from forklint.static.defaults import folded
from forklint.static.iteration import elements
from forklint.static.truth import compare
from forklint.static.values import UNKNOWN, Defaulted, External, Instance, Partial, Sequence, constant

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


_COMPARED = "(compared)"
_LESS = ast.Lt()


def order(it: Interpreter, frame: Frame, items: Sequence, key: Any, node: ast.AST) -> None:
    """Compute the keys of all items and compare neighbours, as far as the program has a say in it."""
    known = [*items.items, *([items.rest] if items.rest is not None else [])][:ITEMS]
    keys = known if key is None else [it.call(frame, key, [item], {}, node) for item in known]
    for left, right in zip(keys[1:], keys, strict=False):
        _compare(it, frame, left, right, node)


def _compare(it: Interpreter, frame: Frame, left: Any, right: Any, node: ast.AST) -> None:
    if isinstance(left, Instance):
        compare(it, frame, _LESS, left, right, node)
    elif isinstance(left, Partial) and isinstance(right, Partial) and _of_function(left) and _of_function(right):
        it.call(frame, left.args[0], [left.args[1], right.args[1]], {}, node)


def _of_function(value: Partial) -> bool:
    """Whether a value is a key made by what `cmp_to_key` returned."""
    return isinstance(value.function, External) and value.function.name == _COMPARED and len(value.args) == 2


def _cmp_to_key(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Partial(External("(key)"), args[:1], {}) if args else UNKNOWN


def _key(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Partial(External(_COMPARED), args, {})


def _source(it: Interpreter, frame: Frame, args: Args, node: ast.AST) -> Sequence:
    return elements(it, frame, args[0] if len(args) == 1 else Sequence("list", list(args)), node)


def _sorted(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    items = _source(it, frame, args[:1], node)
    order(it, frame, items, kwargs.get("key"), node)
    return items


def _of_constants(items: Sequence, choose: Any) -> Any:
    """Of numbers and texts; a default where one of them is."""
    if items.rest is not None:
        return UNKNOWN
    found = folded(items.items, lambda *plain: choose(plain))
    return found.value if isinstance(found, Defaulted) and all(map(constant, items.items)) else found


def _extreme(choose: Any) -> Any:
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        items = _source(it, frame, args, node)
        order(it, frame, items, kwargs.get("key"), node)
        if not items.items:
            return kwargs.get("default", UNKNOWN)
        if all(isinstance(one, Defaulted) or constant(one) for one in items.items):
            return _of_constants(items, choose) if "key" not in kwargs else UNKNOWN
        return next(one for one in items.items if not constant(one))

    return model


FUNCTIONS: dict[str, Any] = {
    "builtins.sorted": _sorted, "builtins.min": _extreme(min), "builtins.max": _extreme(max),
    "functools.cmp_to_key": _cmp_to_key, "(key)": _key, "heapq.nlargest": lambda it, frame, args, kwargs, node:
    _sorted(it, frame, args[1:], kwargs, node), "heapq.nsmallest": lambda it, frame, args, kwargs, node:
    _sorted(it, frame, args[1:], kwargs, node),
}
