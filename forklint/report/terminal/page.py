"""Where the text goes: width, signs, and lines that are wrapped here and nowhere else."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.text import Text

from forklint.report.words import printable

WIDEST = 100
"""Longer lines of prose are hard to read."""
_WIDEST_PLACE = 36
_CODE = re.compile(r"`[^`]+`")


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


class _Console(Console):
    """One whose reader may go away: what that means is decided where the program ends."""

    def on_broken_pipe(self) -> None:
        """Rich would end the program here, with the status of findings."""
        raise BrokenPipeError


class Page:
    """A console that is written to line by line."""

    def __init__(self, stream: TextIO, color: bool | None) -> None:
        plain = not color if color is not None else bool(os.environ.get("NO_COLOR"))  # rich alone keeps bold and dim
        self.console = _Console(
            file=stream,
            force_terminal=True if color else None,
            no_color=plain,
            color_system=None if plain else "standard" if color else "auto",
            highlight=False,
            emoji=False,
            markup=False,
        )
        self.width = min(self.console.width, WIDEST)
        self.signs = Signs() if _shows_unicode(stream) else ASCII

    def line(self, *parts: str | tuple[str, str], indent: int = 0) -> None:
        """One line of plain texts and of (text, style) pairs, never wrapped."""
        text = Text(" " * indent if any(parts) else "")
        for part in parts:
            words, style = part if isinstance(part, tuple) else (part, "")
            text.append(printable(words), style or None)
        self.console.print(text, soft_wrap=True)

    def blank(self) -> None:
        """An empty line."""
        self.console.print()

    def prose(self, text: str, indent: int = 0, style: str = "", hanging: int = 0) -> None:
        """Wrapped words; stretches between backticks stand out."""
        for number, line in enumerate(wrapped(text, self.width - indent - hanging)):
            shown = Text(" " * (indent + (hanging if number else 0)) + line, style)
            shown.highlight_regex(_CODE, "cyan")
            self.console.print(shown, soft_wrap=True)

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


def _shows_unicode(stream: TextIO) -> bool:
    try:
        "│─▸…–×←".encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
