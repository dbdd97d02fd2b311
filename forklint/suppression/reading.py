"""Reads the comments of files in which forklint is mentioned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from forklint.model.comment import FORK_SAFE, IGNORE, IGNORE_FILE, Comment, may_speak
from forklint.model.place import Place
from forklint.suppression import grammar, lines

ENDLESS = 2**31
"""Last line of a whole file."""
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
    return tuple(_comments(path, source, executed)) if may_speak(source) else ()


def comments_of(cwd: Path, paths: Iterable[str]) -> tuple[Comment, ...]:
    """The same of files that the analyzer has not executed, each once."""
    return tuple(comment for path in dict.fromkeys(paths) for comment in comments_in(cwd, path))


def _comments(path: str, source: bytes, executed: frozenset[int]) -> Iterator[Comment]:
    tree = lines.tree_of(source)
    for found in lines.comments(source):
        said = grammar.read(found.text)
        if said is not None:
            yield _comment(path, found, said, tree, executed)


def _comment(
    path: str, found: lines.Found, said: grammar.Said, tree: lines.Tree, executed: frozenset[int]
) -> Comment:
    reach = _reach(found, said, tree)
    return Comment(
        place=Place(path, found.line, found.column + said.column, found.line, found.column + len(found.text)),
        verb=said.verb,
        codes=said.codes,
        reason=said.reason,
        first=reach.first,
        last=reach.last,
        binds=tree.bound(reach.first, reach.last) if said.verb == IGNORE else (),
        looked=bool(executed) if said.verb == IGNORE_FILE else not executed.isdisjoint(reach.lines),
        problem=said.problem or reach.problem,
    )


@dataclass(frozen=True, slots=True)
class _Reach:
    """What a comment speaks of."""

    first: int
    last: int
    lines: Iterable[int] = ()
    """Those that must be executed before the comment can be called unused."""
    problem: str = ""


def _reach(found: lines.Found, said: grammar.Said, tree: lines.Tree) -> _Reach:
    if said.verb == IGNORE_FILE:
        return _Reach(1, ENDLESS)
    if said.verb == FORK_SAFE:
        block = tree.block(found.first)
        if block is None:
            return _Reach(0, 0, problem=_NO_BLOCK)
        return _Reach(block.lineno, block.end_lineno or block.lineno, lines.called_lines(block))
    problem = "" if found.first else _NOWHERE
    return _Reach(found.first, found.last, range(found.first, found.last + 1), problem)
