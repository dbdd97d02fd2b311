"""Where the text goes: width, signs, and lines that are wrapped here and nowhere else."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from forklint.report.terminal.ink import Ink, Piece, Plain, Styled, is_plain
from forklint.report.words import printable

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100
"""Longer lines of prose are hard to read."""
_WIDEST_PLACE = 36
SEVERITY = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}
"""Styles of severities."""
_CODE = re.compile(r"(`[^`]+`)")


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs that the terminal can show."""

    bar: str = "│"
    under: str = "─"
    here: str = "▸"
    dot: str = "·"
    more: str = "…"
    to: str = "–"
    times: str = "×"
    back: str = "←"


ASCII = Signs("|", "^", ">", "-", "...", "-", "x", "<-")


class Page:
    """A stream that is written to line by line."""

    def __init__(self, stream: TextIO, color: bool | None) -> None:
        self._stream = stream
        self.is_plain = is_plain(stream, color)
        """Whether no style is shown."""
        self._color = color
        self._ink: Ink = Plain(stream) if self.is_plain else Styled(self.console)
        self.width = min(self._ink.width, WIDEST)
        self.signs = Signs() if _shows_unicode(stream) else ASCII

    @cached_property
    def console(self) -> Console:
        """For what only rich can draw: tables, highlighted source."""
        from forklint.report.terminal.console import console_of

        return console_of(self._stream, self._color, self.is_plain)

    def line(self, *parts: str | tuple[str, str], indent: int = 0) -> None:
        """One line of plain texts and of (text, style) pairs, never wrapped."""
        pieces = [part if isinstance(part, tuple) else (part, "") for part in parts]
        before = [(" " * indent, "")] if any(parts) else []
        self._ink.write([*before, *((printable(text), style) for text, style in pieces)])

    def blank(self) -> None:
        """An empty line."""
        self._ink.write(())

    def prose(self, text: str, indent: int = 0, style: str = "", hanging: int = 0) -> None:
        """Wrapped words; stretches between backticks stand out."""
        for number, line in enumerate(wrapped(text, self.width - indent - hanging)):
            before = " " * (indent + (hanging if number else 0))
            self._ink.write(list(_with_code(before + line, style)))

    def pairs(self, rows: Sequence[tuple[str, str]], indent: int) -> None:
        """Places and what happens there: in two columns, or one below the other where the places are long."""
        widest = max((len(left) for left, _ in rows), default=0)
        for left, right in rows:
            if widest > _WIDEST_PLACE:
                self.line((left, "bold"), indent=indent)
                self.prose(right, indent=indent + 2)
            else:
                self._beside(left.ljust(widest + 2), right, indent)

    def _beside(self, left: str, right: str, indent: int) -> None:
        start = indent + len(left)
        first, *others = wrapped(right, self.width - start) or [""]
        self.line((left, "bold"), first, indent=indent)
        for line in others:
            self.line(line, indent=start)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters, unless one word is longer: a path or an address must stay whole."""
    return textwrap.wrap(printable(text), max(20, width), break_long_words=False, break_on_hyphens=False)


def _with_code(line: str, style: str) -> Iterator[Piece]:
    """The pieces of a line of prose: stretches between backticks have a colour of their own."""
    for number, text in enumerate(_CODE.split(line)):
        yield text, f"{style} cyan".strip() if number % 2 else style


def _shows_unicode(stream: TextIO) -> bool:
    try:
        "│─▸…–×←".encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
