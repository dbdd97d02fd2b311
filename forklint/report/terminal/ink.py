"""How lines reach a stream: with styles through rich, or as text alone, for which rich need not be imported."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from rich.console import Console

Piece = tuple[str, str]
"""A stretch of a line, and its style as rich spells it; empty for none."""
_FORCING = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables that make rich write styles to what is no terminal."""


class Ink(Protocol):
    """Writes whole lines."""

    @property
    def width(self) -> int:
        """Columns of a line."""

    def write(self, pieces: Sequence[Piece]) -> None:
        """One line, never wrapped."""


class Plain:
    """Text alone."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.width = shutil.get_terminal_size().columns

    def write(self, pieces: Sequence[Piece]) -> None:
        """One line, never wrapped."""
        self._stream.write("".join(text for text, _ in pieces).expandtabs() + "\n")


class Styled:
    """As a rich console shows it."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.width = console.width

    def write(self, pieces: Sequence[Piece]) -> None:
        """One line, never wrapped."""
        from rich.text import Text

        line = Text()
        for text, style in pieces:
            line.append(text, style or None)
        self._console.print(line, soft_wrap=True)


def is_plain(stream: TextIO, color: bool | None) -> bool:
    """Whether no style is shown; without a wish the environment and the stream decide."""
    if color is not None:
        return not color
    return bool(os.environ.get("NO_COLOR")) or not (stream.isatty() or any(map(os.environ.get, _FORCING)))
