"""Bash's grammar (tree-sitter's), and what of its trees needs a word."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING

from forklint.deploy.descriptions import expansion
from forklint.deploy.descriptions.argument import Argument
from forklint.deploy.descriptions.scope import Scope

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

_LONGEST = 400_000
"""Bytes of a script; longer ones are no entrypoints."""


def arms_of(node: Node) -> Iterator[list[Node]]:
    """The bodies of `if`, `elif` and `else`, conditions included."""
    own = [child for child in node.children if child.type not in ("elif_clause", "else_clause")]
    yield own
    yield from (list(child.children) for child in node.children if child.type in ("elif_clause", "else_clause"))


def matches(item: Node, text: str) -> bool:
    """Whether an arm of `case` is for this text."""
    patterns = item.children_by_field_name("value")
    return any(fnmatchcase(text, expansion.text_of(pattern).strip("\"'")) for pattern in patterns)


def body(item: Node) -> list[Node]:
    """What an arm of `case` does."""
    values = {value.id for value in item.children_by_field_name("value")}
    return [child for child in item.children if child.id not in values]


def script_text(path: str) -> str | None:
    """The text of a shell script; None for every other file."""
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - many files are glanced at
            content = stream.read(_LONGEST)
    except OSError:
        return None
    first = content.partition(b"\n")[0]
    if first.startswith(b"#!"):
        return content.decode("utf-8", "replace") if b"sh" in first or b"with-contenv" in first else None
    return content.decode("utf-8", "replace") if path.endswith((".sh", ".bash")) else None


def expanded(text: str, scope: Scope) -> Argument:
    """Text as it stands between double quotes."""
    quoted = text.replace('"', '\\"')
    root = parser().parse(f'x "{quoted}"'.encode()).root_node
    command = root.children[0] if root.children else None
    words = expansion.words_of(list(command.children[1:]), scope) if command is not None else []
    return words[0] if len(words) == 1 else Argument(text, known=False)


@lru_cache(maxsize=1)
def parser() -> Parser:
    """Made once, when there is something to parse."""
    import tree_sitter_bash
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_bash.language()))
