"""The lines of source that a finding speaks of, with its stretch underlined and without secrets."""

from __future__ import annotations

import tokenize
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len

from forklint.model.place import Place
from forklint.report.redact import redacted
from forklint.report.terminal.page import Page
from forklint.report.words import printable

BEFORE = 2
LONGEST = 6
"""Lines of a stretch that are shown; a longer one is cut."""
_TAB = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a frame."""

    number: int
    text: str
    start: int = -1
    """First marked column; -1 where the line is context."""
    end: int = -1
    underlined: bool = False
    """Only a stretch of one line: signs in the margin mark a longer one."""


def draw(page: Page, place: Place, cwd: Path) -> None:
    """Draw the frame; nothing where the file cannot be read any more."""
    lines = _lines(read_lines(cwd / place.path), place)
    gutter = len(str(lines[-1].number)) if lines else 0
    for line in lines:
        _draw_line(page, line, gutter)
    if lines and place.end_line > lines[-1].number:
        page.line((f"{' ' * gutter} {page.signs.bar} ", "dim"), page.signs.more, indent=4)
    if lines:
        page.blank()


def read_lines(path: Path) -> list[str]:
    """The lines as Python counts them; empty where the file cannot be read."""
    try:
        with tokenize.open(path) as stream:
            return stream.read().split("\n")
    except (OSError, SyntaxError, ValueError):
        return []


def _lines(source: list[str], place: Place) -> list[_Line]:
    if not 0 < place.line <= len(source):
        return []
    last = min(max(place.end_line, place.line), place.line + LONGEST - 1, len(source))
    shown = [_Line(number, source[number - 1]) for number in range(max(1, place.line - BEFORE), place.line)]
    while shown and not shown[0].text.strip():
        shown.pop(0)
    return shown + [_marked(source, place, number) for number in range(place.line, last + 1)]


def _marked(source: list[str], place: Place, number: int) -> _Line:
    text = source[number - 1]
    start = place.column if number == place.line and place.column else len(text) - len(text.lstrip())
    whole = place.end_line == 0 or number < place.end_line
    end = len(text.rstrip()) if whole else place.end_column
    return _Line(number, text, start, end, underlined=place.end_line <= place.line)


def _draw_line(page: Page, line: _Line, gutter: int) -> None:
    """The line without secrets, cut to the page; where its stretch begins and ends moves with both."""
    marked = line.start >= 0
    clean = redacted(line.text)
    text, start, end = clean.text, clean.column(max(line.start, 0)), clean.column(max(line.end, 0))
    text, start, end = printable(_spread(text)), len(_spread(text[:start])), len(_spread(text[:end]))
    text, start, end = _cut(text, start, end, page.width - gutter - 7, page.signs.more)
    sign = page.signs.here if marked else " "
    number = str(line.number).rjust(gutter)
    page.line(
        (f"{sign} ", "bold red"), (f"{number} {page.signs.bar} ", "dim"), (text, "" if marked else "dim"), indent=2
    )
    if line.underlined and end > start:
        before, under = cell_len(text[:start]), cell_len(text[start:end])
        line_below = f"{' ' * gutter} {page.signs.bar} "
        page.line((line_below, "dim"), (" " * before + page.signs.under * under, "red"), indent=4)


def _spread(text: str) -> str:
    return text.replace("\t", " " * _TAB)


def _cut(text: str, start: int, end: int, room: int, more: str) -> tuple[str, int, int]:
    """Keep the marked stretch in sight."""
    text = text.rstrip()
    if len(text) <= room:
        return text, start, min(end, len(text))
    skipped = max(0, min(start - room // 4, len(text) - room)) if start > room // 2 else 0
    head = more if skipped else ""
    body = text[skipped + len(head) : skipped + room - len(more)]
    tail = more if skipped + room - len(more) < len(text) else ""
    return head + body + tail, max(start - skipped, 0), min(end - skipped, len(head + body))
