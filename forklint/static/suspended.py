"""Generators that are left at a `yield` and taken up again: `next(x)`, `ExitStack.enter_context(cm())`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.flow import Leave
from forklint.static.functions import run, yields
from forklint.static.values import UNKNOWN, Suspended

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter


def next_yield(it: Interpreter, value: Suspended) -> Any:
    """Run a generator up to its next `yield`; what that yields, or unknown where it has ended."""
    found: list[Any] = []

    def on_yield(element: Any) -> None:
        found.append(element)
        raise Leave

    if isinstance(value.function.node, ast.Lambda) or (value.done and value.left is None):
        return UNKNOWN
    value.frame.on_yield = on_yield
    left = value.left
    value.done, value.left = True, None
    try:
        run(it, value.function, value.frame) if left is None else rest(it, value, left)
    except Leave:
        value.left = behind(value.function.node.body if left is None else left)
    return found[0] if found else UNKNOWN


def finish(it: Interpreter, value: Suspended) -> None:
    """Run what stands behind the `yield` where a generator was left."""
    left, value.left = value.left, None
    if left is not None:
        value.frame.on_yield = None
        rest(it, value, left)


def rest(it: Interpreter, value: Suspended, left: list[ast.stmt]) -> None:
    """Go on in the frame of a generator."""
    it.depth += 1
    try:
        it.block(value.frame, left)
    finally:
        it.depth -= 1


def behind(body: list[ast.stmt]) -> list[ast.stmt]:
    """What follows the first `yield` of a body; a loop that yields is entered again."""
    for index, statement in enumerate(body):
        if not yields([statement]):
            continue
        inner: list[ast.stmt] = []
        if isinstance(statement, ast.Try):
            inner = [*behind(statement.body), *statement.finalbody]
        elif isinstance(statement, ast.With | ast.AsyncWith | ast.If):
            inner = behind(statement.body)
        elif isinstance(statement, ast.While):
            inner = [*behind(statement.body), statement]
        return [*inner, *body[index + 1:]]
    return []
