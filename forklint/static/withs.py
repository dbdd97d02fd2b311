"""`with` and `async with`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static import functions, suspended
from forklint.static.attributes import class_attribute
from forklint.static.flow import NORMAL, Raised
from forklint.static.values import UNKNOWN, External, Handle, Instance, Manager, Suspended, each

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


def exec_with(it: Interpreter, frame: Frame, node: ast.With | ast.AsyncWith) -> int:
    """`with a as b, c:`; a generator's block runs where it yields."""
    return _items(it, frame, node, list(node.items))


def _items(it: Interpreter, frame: Frame, node: ast.With | ast.AsyncWith, items: list[ast.withitem]) -> int:
    if not items:
        return it.block(frame, node.body)
    item, rest = items[0], items[1:]
    value = it.eval(frame, item.context_expr)

    def inside(entered: Any) -> int:
        if item.optional_vars is not None:
            it.assign(frame, item.optional_vars, entered)
        return _items(it, frame, node, rest)

    return enter(it, frame, value, item.context_expr, inside)


def enter(it: Interpreter, frame: Frame, value: Any, node: ast.AST, inside: Any) -> int:
    """Enter a context manager, run `inside` with what it gives, leave it."""
    if isinstance(value, Suspended):
        return _generator(it, value, inside)
    entered = enter_only(it, frame, value, node)
    swallows = _may_swallow(value)
    it.try_depth += swallows
    try:
        flow: int = inside(entered)
    except Raised as raised:
        it.try_depth -= swallows
        if leave(it, frame, value, node, raised) is True:
            return NORMAL
        raise
    except BaseException:
        it.try_depth -= swallows
        leave(it, frame, value, node)
        raise
    it.try_depth -= swallows
    leave(it, frame, value, node)
    return flow


def _may_swallow(value: Any) -> bool:
    if isinstance(value, Instance):
        return class_attribute(value.cls, "__exit__") is not None
    return isinstance(value, Manager) and value.kind == "suppress"


def _generator(it: Interpreter, value: Suspended, inside: Any) -> int:
    """A `@contextmanager` function: the block runs where it yields."""
    outcome = [NORMAL]

    def on_yield(entered: Any) -> None:
        if not value.done:
            value.done = True
            outcome[0] = inside(entered)

    value.frame.on_yield = on_yield
    functions.run(it, value.function, value.frame)
    return outcome[0]


def enter_only(it: Interpreter, frame: Frame, value: Any, node: ast.AST) -> Any:
    """`__enter__`, for managers whose exit comes later or never."""
    entered: Any = UNKNOWN
    for one in each(value):
        if isinstance(one, Manager):
            entered = it.models.enter_manager(it, frame, one, node)
        elif isinstance(one, Suspended):
            entered = suspended.next_yield(it, one)
        elif isinstance(one, Instance | Handle):
            entered = _object(it, frame, one, node)
        elif isinstance(one, External) and entered is UNKNOWN:
            # Most managers of libraries give themselves.
            entered = one
    return entered


def _object(it: Interpreter, frame: Frame, one: Any, node: ast.AST) -> Any:
    for name in ("__enter__", "__aenter__"):
        result = it.special(frame, one, name, [], node)
        if result is not None:
            result = it.resume(frame, result, node) if isinstance(result, Suspended) else result
            return one if isinstance(one, Handle) and not isinstance(result, Handle) else result
    return one


def leave(it: Interpreter, frame: Frame, value: Any, node: ast.AST, raised: Raised | None = None) -> Any:
    """`__exit__`; true where it swallows the exception."""
    result: Any = None
    for one in each(value):
        if isinstance(one, Manager):
            result = it.models.leave_manager(it, frame, one, node, raised)
        elif isinstance(one, Suspended):
            suspended.finish(it, one)
        elif isinstance(one, Instance | Handle):
            thrown = None if raised is None else raised.value
            for name in ("__exit__", "__aexit__"):
                ended = it.special(frame, one, name, [thrown, thrown, None], node)
                result = it.resume(frame, ended, node) if isinstance(ended, Suspended) else (ended or result)
    return result


TABLE: dict[type, Any] = {ast.With: exec_with, ast.AsyncWith: exec_with}
