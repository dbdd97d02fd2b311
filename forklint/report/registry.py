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


FORMATS: dict[str, Callable[[], Format]] = {"full": _full, "concise": _concise, "json": _json}
"""Name -> how to get it; imported when chosen, because rich costs more than a cached run."""
