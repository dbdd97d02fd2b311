"""Columns count characters, as editors do; `ast` counts the bytes of a line in UTF-8."""

from __future__ import annotations

import tokenize
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from forklint.model.finding import Finding
from forklint.model.place import Place, Step
from forklint.model.report import Report

Lines = Callable[[str], list[str]]


def in_characters(report: Report, cwd: Path) -> Report:
    """The same report, its columns counted in characters; paths are relative to `cwd`."""
    lines: Lines = lru_cache(maxsize=None)(lambda path: _lines(cwd / path))
    return replace(report, findings=tuple(_finding(finding, lines) for finding in report.findings))


def _finding(finding: Finding, lines: Lines) -> Finding:
    trace = tuple(Step(_place(step.place, lines), step.what) for step in finding.trace)
    return replace(finding, place=_place(finding.place, lines), trace=trace)


def _place(place: Place, lines: Lines) -> Place:
    if not (place.column or place.end_column):
        return place
    text = lines(place.path)
    column = _characters(text, place.line, place.column)
    return replace(place, column=column, end_column=_characters(text, place.end_line, place.end_column))


def _characters(text: list[str], line: int, column: int) -> int:
    """The same column in characters; as it is where the line is not there any more."""
    if not 0 < line <= len(text) or text[line - 1].isascii():
        return column
    return len(text[line - 1].encode()[:column].decode(errors="ignore"))


def _lines(path: Path) -> list[str]:
    """The lines as Python reads them; none where the file cannot be read as Python."""
    try:
        with tokenize.open(path) as stream:
            return stream.read().split("\n")
    except (OSError, SyntaxError, ValueError):
        return []
