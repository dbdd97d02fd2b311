"""Function bodies that were left out of a large program's trees come back where the function is called."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.source import parse

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.values import FunctionNode, ModuleValue

Function = ast.FunctionDef | ast.AsyncFunctionDef


def restore(it: Interpreter, node: FunctionNode, module: ModuleValue) -> None:
    """Make sure that a function has its body: the whole module is parsed once, and all its functions get theirs."""
    if isinstance(node, ast.Lambda) or not is_elided(node):
        return
    source = it.sources.get(module.file)
    if source is None or not source.elided or module.file in it.whole:
        return
    it.whole.add(module.file)
    full = parse(module.file, source.text).tree
    bodies = {(one.name, one.lineno): one.body for one in functions_in(full.body if full else [])}
    for one in functions_in(module.body):
        if is_elided(one):
            one.body = bodies.get((one.name, one.lineno), one.body)


def is_elided(node: Function) -> bool:
    """Whether a function's body is just `...`."""
    first = node.body[0]
    return len(node.body) == 1 and isinstance(first, ast.Expr) and (
        isinstance(first.value, ast.Constant) and first.value.value is Ellipsis)


def functions_in(body: list[Any]) -> list[Function]:
    """All functions of a module, those inside classes, functions and other statements included."""
    found: list[Function] = []
    stack: list[Any] = [body]
    while stack:
        for node in stack.pop():
            if isinstance(node, Function):
                found.append(node)
                stack.append(node.body)
            elif isinstance(node, ast.ClassDef):
                stack.append(node.body)
            elif not isinstance(node, _SIMPLE):
                stack += [part for field in _BLOCKS if (part := getattr(node, field, None))]
    return found


_SIMPLE = (ast.Expr, ast.Assign, ast.AnnAssign, ast.Return, ast.Import, ast.ImportFrom, ast.AugAssign, ast.Raise)
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
