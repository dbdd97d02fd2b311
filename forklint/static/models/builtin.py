"""Builtin functions that print, execute texts, or do nothing of interest."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.models import consuming, conversions, objects, ordering
from forklint.static.values import UNKNOWN, Instance

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def _print(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    for value in args:
        if isinstance(value, Instance):
            conversions.as_text(it, frame, value, node)
    return None


def _execute(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`exec` and `eval` of a constant text; anything else is a gap."""
    if not args or not isinstance(args[0], str) or len(args) > 1:
        it.unknown_call(frame, node, "executes a text that is not known")
        return UNKNOWN
    try:
        tree = ast.parse(args[0].strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return UNKNOWN
    for inner in ast.walk(tree):
        ast.copy_location(inner, node)
    if len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr):
        return it.eval(frame, tree.body[0].value)
    it.block(frame, tree.body)
    return None


_HARMLESS = ("id", "ord", "chr", "hex", "oct", "bin", "ascii", "input", "breakpoint", "memoryview", "slice", "object",
             "compile", "help", "bytearray")


def _harmless(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return UNKNOWN


FUNCTIONS: dict[str, Any] = {
    **{f"builtins.{name}": _harmless for name in _HARMLESS},
    **consuming.FUNCTIONS, **conversions.FUNCTIONS, **objects.FUNCTIONS, **ordering.FUNCTIONS,
    "builtins.print": _print,
    "builtins.exec": _execute, "builtins.eval": _execute,
}
