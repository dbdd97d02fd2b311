"""Standard output that can take every character."""

from __future__ import annotations

import io
import sys
from typing import TextIO


def standard_output(utf8: bool = False) -> TextIO:
    """`sys.stdout`, which from now on never fails on a character; JSON is UTF-8 whatever the terminal speaks."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8" if utf8 else None, errors="backslashreplace")
    return stream
