"""Dotted names of functions: `module.Class.method`, `module.outer.inner`, `module.outer.<lambda1>`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
Key = tuple[str, int, str]
"""File, first line, name: what a code object says of itself."""


@dataclass
class Scope:
    """The scope that definitions are named in; lambdas are numbered in it."""

    name: str
    lambdas: int = 0


def module_name(path: str) -> str:
    """Dotted name of the module in a file, whose path is relative to the import root."""
    parts = path.removesuffix(".py").split("/")
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def function_names(path: str, text: str) -> dict[Key, str]:
    """Name of every function and lambda in a file.

    Raises ValueError where two lambdas start on one line: code objects could not be told apart by line.
    """
    names: dict[Key, str] = {}
    for line, name, dotted in _walk(ast.parse(text), Scope(module_name(path))):
        key = (path, line, name)
        if key in names:
            raise ValueError(f"{path}:{line}: two functions called {name} start on this line")
        names[key] = dotted
    return names


def _walk(node: ast.AST, scope: Scope) -> Iterator[tuple[int, str, str]]:
    for child in ast.iter_child_nodes(node):
        yield from _visit(child, scope)


def _visit(node: ast.AST, scope: Scope) -> Iterator[tuple[int, str, str]]:
    if isinstance(node, FunctionNode | ast.ClassDef):
        yield from _definition(node, scope)
    elif isinstance(node, ast.Lambda):
        scope.lambdas += 1
        name = f"{scope.name}.<lambda{scope.lambdas}>"
        yield node.lineno, "<lambda>", name
        yield from _walk(node.args, scope)
        yield from _visit(node.body, Scope(name))
    else:
        yield from _walk(node, scope)


def _definition(node: FunctionNode | ast.ClassDef, scope: Scope) -> Iterator[tuple[int, str, str]]:
    outside = [*node.decorator_list]
    outside += [node.args] if isinstance(node, FunctionNode) else [*node.bases, *node.keywords]  # type: ignore[list-item]
    for part in outside:
        yield from _visit(part, scope)
    name = f"{scope.name}.{node.name}"
    if isinstance(node, FunctionNode):
        yield min(part.lineno for part in [node, *node.decorator_list]), node.name, name
    inside = Scope(name)
    for statement in node.body:
        yield from _visit(statement, inside)
