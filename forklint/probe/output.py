"""What the application prints: read away, so that it never blocks, and its last lines kept for the day of failure."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_KEPT = 65_536
_AT_ONCE = 1 << 20
_FORKLINT = re.escape(str(Path(__file__).parents[1]))
_NOT_ITS_OWN = re.compile(rf'^\s*File "(?:{_FORKLINT}/|<frozen )')
_OF_LIBRARIES = re.compile(r'^\s*File "[^"]*/(?:lib(?:64)?/python\d|(?:site|dist)-packages/)')
_FRAME = re.compile(r'^\s*File "')


class Output:
    """The end of everything that the master and its children wrote to their standard output and error."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._tail = b""
        self._cut = False
        self.open = True
        os.set_blocking(descriptor, False)

    def fileno(self) -> int:
        """For `select`."""
        return self._descriptor

    def read(self) -> bool:
        """Take what is there; does not wait. Whether there was something."""
        try:
            data = os.read(self._descriptor, _AT_ONCE)
        except BlockingIOError:  # somebody has it open still
            return False
        except OSError:
            data = b""
        self.open = bool(data)
        self._cut = self._cut or len(self._tail) + len(data) > _KEPT
        self._tail = (self._tail + data)[-_KEPT:]
        return bool(data)

    def close(self) -> None:
        """Whoever still writes gets a broken pipe."""
        os.close(self._descriptor)

    @property
    def text(self) -> str:
        """What is kept of it."""
        return self._tail.decode("utf-8", "replace")

    def last_lines(self, count: int, libraries: bool = True) -> list[str]:
        """The last whole lines, without the frames of forklint's guests in a traceback, and perhaps of libraries.

        Where even the last line is longer than what is kept, it is left out: its beginning is not known, and could be
        the middle of a secret.
        """
        lines = self.text.splitlines()[1 if self._cut else 0 :]
        left_out = (_NOT_ITS_OWN,) if libraries else (_NOT_ITS_OWN, _OF_LIBRARIES)
        return [line for line in _without(left_out, lines) if line.strip()][-count:]


def _without(left_out: Sequence[re.Pattern[str]], lines: list[str]) -> Iterator[str]:
    """Such frames, with the source that is quoted below each, say nothing here."""
    skipping = False
    for line in lines:
        if _FRAME.match(line):
            skipping = any(frame.match(line) for frame in left_out)
        elif skipping:
            skipping = line.startswith("    ")
        if not skipping:
            yield line
