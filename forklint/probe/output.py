"""What the application prints: read away, so that it never blocks, and its last lines kept for the day of failure."""

from __future__ import annotations

import os
from typing import IO

_KEPT = 65_536
_AT_ONCE = 1 << 20


class Output:
    """The end of everything that the master and its children wrote to their standard output and error."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._tail = b""
        self.open = True
        os.set_blocking(stream.fileno(), False)

    def fileno(self) -> int:
        """For `select`."""
        return self._stream.fileno()

    def read(self) -> None:
        """Take what is there; does not wait."""
        try:
            data = os.read(self._stream.fileno(), _AT_ONCE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        self.open = bool(data)
        self._tail = (self._tail + data)[-_KEPT:]

    def close(self) -> None:
        """Whoever still writes gets a broken pipe."""
        self._stream.close()

    def last_lines(self, count: int) -> list[str]:
        """The last lines, without what a terminal would not print."""
        text = self._tail.decode("utf-8", "replace")
        lines = ("".join(letter for letter in line if letter.isprintable()) for line in text.splitlines())
        return [line[:300] for line in lines if line.strip()][-count:]
