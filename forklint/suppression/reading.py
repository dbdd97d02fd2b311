"""Reads the comments of files in which forklint is mentioned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from forklint.model.comment import FORK_SAFE, IGNORE_FILE, Comment
from forklint.model.place import Place
from forklint.suppression import grammar, lines

MARK = b"forklint:"
"""A file without it is not read any further."""
_NOWHERE = "no statement stands on this line or below it"
_NO_BLOCK = "`fork-safe` belongs on the line of a `class` or a `def`, or above it"


def comments_in(cwd: Path, path: str, executed: frozenset[int] = frozenset()) -> tuple[Comment, ...]:
    """The comments of one file that speak to forklint; none where it cannot be read.

    `path` is as reports show it, relative to `cwd`; `executed` are lines of statements that the analyzer executed.
    """
    try:
        source = (cwd / path).read_bytes()
    except (OSError, ValueError):
        return ()
    return tuple(_comments(path, source, executed)) if MARK in source else ()


def comments_of(cwd: Path, paths: Iterable[str]) -> tuple[Comment, ...]:
    """The same of files that the analyzer has not executed, each once."""
    return tuple(comment for path in dict.fromkeys(paths) for comment in comments_in(cwd, path))


def _comments(path: str, source: bytes, executed: frozenset[int]) -> Iterator[Comment]:
    tree = lines.tree_of(source)
    for found in lines.comments(source):
        said = grammar.read(found.text) if "forklint:" in found.text else None
        if said is not None:
            yield _comment(path, found, said, tree, executed)


def _comment(
    path: str, found: lines.Found, said: grammar.Said, tree: lines.Tree, executed: frozenset[int]
) -> Comment:
    column, end = found.column + said.column, found.column + len(found.text)
    place = Place(path, found.line, column, found.line, end)
    first, last, looked, problem = found.first, found.last, range(found.first, found.last + 1), ""
    if said.verb == IGNORE_FILE:
        first, last, looked = 1, 2**31, executed
    elif said.verb == FORK_SAFE:
        block = tree.block(first)
        first, last = (block.lineno, block.end_lineno or block.lineno) if block else (0, 0)
        looked, problem = (lines.called_lines(block), "") if block else ((), _NO_BLOCK)
    elif not first:
        problem = _NOWHERE
    return Comment(
        place=place,
        verb=said.verb,
        codes=said.codes,
        reason=said.reason,
        first=first,
        last=last,
        binds=tree.bound(first, last) if said.verb == "ignore" else (),
        looked=not executed.isdisjoint(looked),
        problem=said.problem or problem,
    )
