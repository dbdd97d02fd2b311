"""Standard output that can take every character, and what is said on standard error."""

from __future__ import annotations

import io
import sys
from typing import TextIO

from forklint.errors import ForklintError


def standard_output(utf8: bool = False) -> TextIO:
    """`sys.stdout`, which from now on never fails on a character; JSON is UTF-8 whatever the terminal speaks."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8" if utf8 else None, errors="backslashreplace")
    return stream


def remark(text: str) -> None:
    """Say something that is no result on standard error, after the result."""
    sys.stdout.flush()
    sys.stderr.write(f"forklint: {text}\n")


def complain(error: ForklintError) -> int:
    """Say what went wrong and what to do; the result is the exit status."""
    sys.stdout.flush()  # where both streams go to one place, results come before complaints
    lines = [f"forklint: {error.message}", *error.hint.splitlines()]
    sys.stderr.write("\n  ".join(lines) + "\n")
    return error.exit_status
