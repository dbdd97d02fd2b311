"""Function bodies that were left out of a large program's trees come back where the function is called."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from forklint.static.elide import body_at
from forklint.static.source import WHOLE_FILES, Source, parse

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


def forget(it: Interpreter, module: ModuleValue, source: Source) -> None:
    """In a large program, keep of an executed module only what may be called; programs that fork are read twice."""
    if len(it.sources) <= WHOLE_FILES or module in it.forking_modules:
        return
    module.body = []
    it.sources[module.file] = replace(source, tree=None, forgotten=True)


def whole_body(it: Interpreter, module: ModuleValue) -> list[ast.stmt]:
    """All statements of a module, function bodies included, whatever was left out or thrown away."""
    source = it.sources.get(module.file)
    if source is None or not (source.elided or source.forgotten):
        return module.body
    tree = parse(module.file, source.text).tree
    return tree.body if tree is not None else []


def slim(node: ast.ClassDef) -> ast.ClassDef:
    """A class statement with nothing in it but the names that it annotates or assigns."""
    body: list[ast.stmt] = []
    for one in node.body:
        if isinstance(one, ast.AnnAssign):
            body.append(ast.AnnAssign(one.target, one.annotation, None, one.simple))
        elif isinstance(one, ast.Assign):
            body.append(ast.Assign(one.targets, _NOTHING))
    return ast.copy_location(ast.ClassDef(node.name, [], [], body, []), node)


_NOTHING = ast.Constant(None)


def is_elided(node: Function) -> bool:
    """Whether a function's body is just `...`."""
    first = node.body[0]
    return len(node.body) == 1 and isinstance(first, ast.Expr) and (
        isinstance(first.value, ast.Constant) and first.value.value is Ellipsis)
