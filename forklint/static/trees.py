"""Function bodies that were left out of a large program's trees come back where the function is called."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from forklint.static.elide import body_at
from forklint.static.source import parse

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.values import FunctionNode, ModuleValue

Function = ast.FunctionDef | ast.AsyncFunctionDef


def restore(it: Interpreter, node: FunctionNode, module: ModuleValue) -> None:
    """Make sure that a function has its body: its lines alone are parsed again."""
    if isinstance(node, ast.Lambda) or not is_elided(node):
        return
    source = it.sources.get(module.file)
    if source is None or not source.elided:
        return
    tree = parse(module.file, body_at(source.text, node.lineno, node.body[0].lineno)).tree
    found = tree.body[0] if tree and tree.body else None
    found = found.body[0] if isinstance(found, ast.If) else found
    if isinstance(found, Function):
        node.body = found.body


def is_elided(node: Function) -> bool:
    """Whether a function's body is just `...`."""
    first = node.body[0]
    return len(node.body) == 1 and isinstance(first, ast.Expr) and (
        isinstance(first.value, ast.Constant) and first.value.value is Ellipsis)
