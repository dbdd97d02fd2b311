"""What came out of a look, and what a test says that fails."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from forklint.config import read_configuration
from forklint.errors import ForklintError
from forklint.model.report import Report
from forklint.report.registry import FORMATS, Context


def outcome_of(look: Callable[[], Report]) -> Report | ForklintError:
    """The report, or why there is none: a test says that without a traceback through forklint."""
    try:
        return look()
    except ForklintError as error:
        return error


def told(report: Report, folder: Path) -> str:
    """Findings and gaps, as the command shows them; paths are relative to the folder."""
    stream = io.StringIO()
    FORMATS["full"]()(report, Context(stream, folder, color=False, quiet=True))
    return stream.getvalue().rstrip()


def fails(report: Report, folder: Path) -> bool:
    """Whether the command would fail with it in that folder."""
    return report.fails(read_configuration(folder).fail_on)
