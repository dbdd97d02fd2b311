"""The body of an answer, taken in piece by piece: however long it is, little of it is kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from forklint.model.stress import Answer

LONGEST = 65_536
"""Characters of a body that are kept."""
READ = 2 << 20
"""Bytes of a body that are read as a text: what lies behind them is hashed as it comes."""
IGNORED = "…"


class Body:
    """One that is coming. Different ones make different answers, but for what is ignored."""

    def __init__(self, port: int, ignore: Sequence[re.Pattern[str]]) -> None:
        """`port` is the server's own; an application may write it into its answers, and no two servers share it."""
        self._port, self._ignore = port, ignore
        self._start = bytearray()
        self._whole = hashlib.sha256()
        self._long = False

    def take(self, data: bytes) -> None:
        """The next piece."""
        room = READ - len(self._start)
        self._start += data[:room]
        if len(data) > room:
            self._behind(data[room:])

    def _behind(self, data: bytes) -> None:
        """Hashed as if it followed on the text, wherever what is ignored has let that end."""
        if not self._long:
            self._long = True
            self._whole.update(self._text().encode("utf-8", "surrogatepass"))
        self._whole.update(data)

    def answer(self, status: int) -> Answer:
        """Without what is ignored; of a long one the beginning, and what tells it from others."""
        text = self._text()
        if len(text) <= LONGEST and not self._long:
            return Answer(status, text)
        self._behind(b"")
        return Answer(status, text[:LONGEST], f"and more, SHA-256 {self._whole.hexdigest()}")

    def _text(self) -> str:
        text = self._start.decode("utf-8", "backslashreplace").replace(f":{self._port}", ":PORT")
        for pattern in self._ignore:
            text = pattern.sub(IGNORED, text)
        return text
