"""What the words of a shell's source become: quotes removed, variables expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from forklint.deploy.descriptions.argument import PLACEHOLDER, Argument
from forklint.deploy.descriptions.scope import Scope, joined

if TYPE_CHECKING:
    from tree_sitter import Node

_ESCAPE = re.compile(r"\\(\n|.)", re.DOTALL)
_ESCAPE_IN_STRING = re.compile(r'\\([\n"$`\\])')
_FINDS = re.compile(r"^[$`(]+\s*(?:command -v|which)\s+([\w.-]+)\s*[)`]$")
_EXPANSION = re.compile(r"\$\{[!#]?(\w+|[@*])(\[[@*\w]*\])?(:?[-=+?])?(.*)\}", re.DOTALL)
_LIST = re.compile(r"\"(?:\$@|\$\{@\}|\$\{\w+\[@\]\})\"")
Piece = tuple[Argument, bool]
"""Text, and whether spaces in it part words."""
BREAK: Piece = (Argument(""), True)


def text_of(node: Node) -> str:
    """The source of a node."""
    return (node.text or b"").decode("utf-8", "replace")


def words_of(nodes: list[Node], scope: Scope) -> list[Argument]:
    """The arguments that some nodes expand to."""
    return [argument for node in nodes for argument in _fields(list(pieces(node, scope)))]


def value_of(node: Node | None, scope: Scope) -> tuple[Argument, ...]:
    """The pieces of what is assigned."""
    return tuple(piece for piece, _ in pieces(node, scope)) if node is not None else ()


def pieces(node: Node, scope: Scope, quoted: bool = False) -> Iterator[Piece]:
    """What a node expands to, piece by piece."""
    source = text_of(node)
    match node.type:
        case "string" | "translated_string":
            yield from _string(node, scope)
        case "raw_string" | "ansi_c_string":
            yield Argument(source[source.index("'") + 1 : -1]), False
        case "string_content":
            yield Argument(_ESCAPE_IN_STRING.sub(lambda found: found[1].strip("\n"), source)), False
        case "concatenation" | "command_name":
            for child in node.children:
                yield from pieces(child, scope, quoted)
        case "comment":
            pass
        case "simple_expansion" | "expansion":
            yield from _expansion(node, scope, quoted)
        case "command_substitution" | "process_substitution" | "arithmetic_expansion":
            yield _substitution(source), False
        case _:
            yield Argument(_ESCAPE.sub(lambda found: found[1].strip("\n"), source)), False


def _string(node: Node, scope: Scope) -> Iterator[Piece]:
    if not _LIST.fullmatch(text_of(node)):  # an empty string is a word, an empty list is none
        yield Argument(""), False
    end = node.start_byte + 1
    source, start = node.text or b"", node.start_byte
    for child in node.children[1:-1]:
        if gap := source[end - start : child.start_byte - start]:  # the grammar leaves blanks out
            yield Argument(gap.decode("utf-8", "replace")), False
        yield from pieces(child, scope, quoted=True)
        end = child.end_byte


def _substitution(source: str) -> Argument:
    found = _FINDS.match(source)
    return Argument(found[1]) if found else Argument(source, known=False, source=source)


def _expansion(node: Node, scope: Scope, quoted: bool) -> Iterator[Piece]:
    source = text_of(node)
    match = _EXPANSION.fullmatch(source)
    name, index, operator = (match[1], match[2], match[3]) if match else (source[1:], None, None)
    if name in "@*" or index in ("[@]", "[*]"):
        yield from _list(scope.arguments or [] if name in "@*" else scope.arrays.get(name, []), name, scope)
        return
    value = _looked_up(name, scope)
    default = _after_operator(node) if operator else []
    if operator and operator[-1] == "+":
        known = value is not None and all(piece.known for piece in value)
        yield from _as_default(default, scope, quoted, source, known)
    elif value is not None and any(piece.text for piece in value):
        yield from ((piece, not quoted) for piece in value)
    elif operator and operator[-1] in "-=":
        found = list(_as_default(default, scope, quoted, source, False))
        if operator[-1] == "=":
            scope.variables[name] = tuple(piece for piece, _ in found)
        yield from found
    else:
        shown = "{{ }}" if name == PLACEHOLDER else source
        yield Argument(shown, False, source), False


def _list(values: list[Argument], name: str, scope: Scope) -> Iterator[Piece]:
    if not values and name not in "@*" and name not in scope.arrays:
        yield Argument(f"${{{name}[@]}}", known=False), False
    for value in values:
        yield value, False
        yield BREAK


def _as_default(nodes: list[Node], scope: Scope, quoted: bool, source: str, known: bool) -> Iterator[Piece]:
    """A default is at best what happens; inside another shell it must be read again, as a whole."""
    found = [piece for node in nodes for piece, _ in pieces(node, scope)]
    whole = joined(found)
    yield Argument(whole.text, known and whole.known, "" if known else source), not quoted


def _after_operator(node: Node) -> list[Node]:
    operators = (":-", "-", ":=", "=", ":+", "+", ":?", "?")
    at = next((number for number, child in enumerate(node.children) if child.type in operators), len(node.children))
    return list(node.children[at + 1 : -1])


def _looked_up(name: str, scope: Scope) -> tuple[Argument, ...] | None:
    if name.isdecimal() and name != "0":
        given = scope.arguments or []
        return (given[int(name) - 1],) if int(name) <= len(given) else None
    if name in scope.arrays:
        return tuple(scope.arrays[name][:1])
    return scope.variables.get(name)


def _fields(found: list[Piece]) -> Iterator[Argument]:
    """Pieces as words."""
    current: list[Argument] = []
    for piece, splits in found:
        if not splits:
            current.append(piece)
            continue
        parts = re.split(r"(\s+)", piece.text) if piece is not BREAK[0] else ["", " ", ""]
        for part in parts:
            if part.strip():
                whole = part == piece.text
                current.append(Argument(part, piece.known, piece.source if whole else ""))
            elif part and current:
                yield joined(current)
                current = []
    if current:
        yield joined(current)
