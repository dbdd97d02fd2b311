"""Syntax trees are large: a big program keeps only what runs at load time, and reads the rest again when called."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.source import Source, parse

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame
    from forklint.static.values import FunctionNode, ModuleValue

KEEP_BYTES = 7_000_000
"""Source text whose whole trees are kept; a byte of source costs about 30 bytes of tree."""
_DROPPED: list[ast.stmt] = []


def drop(it: Interpreter, module: ModuleValue, source: Source) -> None:
    """Forget the bodies of the module's functions once the program is large."""
    it.tree_bytes += len(source.text)
    if it.tree_bytes < KEEP_BYTES:
        return
    it.dropped[module.path] = source.path
    stack: list[Any] = list(module.body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if node not in it.executed and node not in it.active:
                node.body = _DROPPED
        elif isinstance(node, ast.ClassDef | ast.If | ast.Try | ast.With):
            stack.extend(node.body)
            stack.extend(getattr(node, "orelse", ()))


def restore(it: Interpreter, node: FunctionNode, frame: Frame) -> None:
    """Read a dropped body again from its file."""
    if isinstance(node, ast.Lambda) or node.body is not _DROPPED:
        return
    path = it.dropped.get(frame.path) or frame.module.file
    if path not in it.reread:
        it.reread.clear()
        it.reread[path] = _functions(path)
    found = it.reread[path].get((node.name, node.lineno))
    node.body = found.body if found is not None else [ast.Pass(lineno=node.lineno, col_offset=0)]


def _functions(path: str) -> dict[tuple[str, int], Any]:
    try:
        with open(path, "rb") as stream:
            tree = parse(path, stream.read()).tree
    except OSError:
        tree = None
    nodes = ast.walk(tree) if tree is not None else ()
    return {(one.name, one.lineno): one for one in nodes if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
