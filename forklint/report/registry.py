"""Which formats there are: a name cannot be offered without what writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from forklint.model.report import Report


@dataclass(frozen=True, slots=True)
class Context:
    """What a format needs to know beside the report."""

    stream: TextIO
    cwd: Path
    """Where the report's relative paths begin."""
    color: bool | None = None
    """None: decided by the stream and by `NO_COLOR`."""
    quiet: bool = False
    """Whether a reader wants findings and gaps only; formats for programs are always whole."""


Format = Callable[[Report, Context], None]


def _full() -> Format:
    from forklint.report.terminal.full import write

    return write


def _concise() -> Format:
    from forklint.report.concise import write

    return write


def _json() -> Format:
    from forklint.report.json import write

    return write


def _sarif() -> Format:
    from forklint.report.sarif import write

    return write


def _github() -> Format:
    from forklint.report.github import write

    return write


def _gitlab() -> Format:
    from forklint.report.gitlab import write

    return write


def _junit() -> Format:
    from forklint.report.junit import write

    return write


def _markdown() -> Format:
    from forklint.report.markdown import write

    return write


FORMATS: dict[str, Callable[[], Format]] = {
    "full": _full,
    "concise": _concise,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
    "markdown": _markdown,
}
"""Name -> how to get it; imported when chosen, because rich costs more than a cached run."""
