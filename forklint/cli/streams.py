"""Standard output that can take every character, and what is said on standard error."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import TextIO

from forklint.errors import ForklintError


def standard_output(utf8: bool = False) -> TextIO:
    """`sys.stdout`, which from now on never fails on a character; JSON is UTF-8 whatever the terminal speaks."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8" if utf8 else None, errors="backslashreplace")
    return stream


def open_all() -> None:
    """Of a process that was started without some of the standard streams: what is written there goes nowhere.

    Otherwise the next file that is opened would get the number, and what others print would land in it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the process
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8")  # noqa: SIM115


def remark(text: str) -> None:
    """Say something that is no result on standard error, after the result."""
    sys.stdout.flush()
    sys.stderr.write(f"forklint: {text}\n")


def complain(error: ForklintError) -> int:
    """Say what went wrong and what to do; the result is the exit status."""
    with suppress(OSError):  # it may be full, or gone
        sys.stdout.flush()  # where both streams go to one place, results come before complaints
    lines = [f"forklint: {error.message}", *error.hint.splitlines()]
    sys.stderr.write("\n  ".join(lines) + "\n")
    return error.exit_status
