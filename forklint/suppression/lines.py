"""Which lines a comment speaks of: its statement, the next one, or a whole class or function."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

Block = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
_QUIET = frozenset(
    {tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.NEWLINE, tokenize.ENDMARKER}
)
"""Tokens that are no part of a statement."""


@dataclass(frozen=True, slots=True)
class Found:
    """A comment, and the logical line that it stands on; the next one where it stands alone."""

    text: str
    line: int
    column: int
    first: int
    """0 where no statement follows."""
    last: int


def comments(source: bytes) -> list[Found]:
    """Every comment of a file; none where it is no Python."""
    try:
        return list(_comments(source))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return []


def _comments(source: bytes) -> Iterator[Found]:
    waiting: list[tokenize.TokenInfo] = []
    first = 0
    for token in tokenize.tokenize(io.BytesIO(source).readline):
        if token.type == tokenize.COMMENT:
            waiting.append(token)
        elif token.type == tokenize.NEWLINE and first:
            yield from (Found(one.string, *one.start, first, token.start[0]) for one in waiting)
            waiting, first = [], 0
        elif token.type not in _QUIET and not first:
            first = token.start[0]
    yield from (Found(one.string, *one.start, 0, 0) for one in waiting)


@dataclass(frozen=True, slots=True)
class Tree:
    """The classes, functions and assignments of one file."""

    tree: ast.Module

    def block(self, line: int) -> Block | None:
        """The class or function whose header, decorators included, has this line."""
        blocks = [node for node in ast.walk(self.tree) if isinstance(node, Block)]
        return next((one for one in blocks if _first(one) <= line <= max(one.lineno, one.body[0].lineno - 1)), None)

    def bound(self, first: int, last: int) -> tuple[str, ...]:
        """Names that statements of the module's own body bind on these lines."""
        nodes = [node for node in self.tree.body if first <= node.lineno <= last]
        targets = [target for node in nodes for target in _targets(node)]
        return tuple(target.id for target in targets if isinstance(target, ast.Name))


def _first(block: Block) -> int:
    return min([block.lineno, *(one.lineno for one in block.decorator_list)])


def _targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) else []


def tree_of(source: bytes) -> Tree:
    """The tree of a file; an empty one where it is no Python."""
    try:
        return Tree(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Tree(ast.Module([], []))


def called_lines(block: Block) -> set[int]:
    """Lines inside the functions of a class, or of a function: what is executed only when it is called."""
    functions = [node for node in ast.walk(block) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    return {line for one in functions for line in range(one.body[0].lineno, (one.end_lineno or one.lineno) + 1)}
