"""Which line of the application is to blame: the application's own frames of a stack, outermost first."""

from __future__ import annotations

import sys
from types import FrameType

LONGEST = 40
"""Frames of a trail; what is deeper is recursion."""


class Frames:
    """Knows the application's files: those below its folders, but not what is installed below them."""

    def __init__(self, roots: list[str]) -> None:
        self._roots = tuple(root.rstrip("/") + "/" for root in roots)
        self._known: dict[str, bool] = {}

    def application(self, file: str) -> bool:
        """Whether a file is the application's own."""
        known = self._known.get(file)
        if known is None:
            known = self._known[file] = self._decide(file)
        return known

    def include(self, file: str) -> None:
        """Count a file among the application's, wherever it lies."""
        self._known[file] = True

    def _decide(self, file: str) -> bool:
        root = next((root for root in self._roots if file.startswith(root)), None)
        if root is None or file.startswith(_HERE):
            return False
        inside = file[len(root) :]
        return not any(part in inside for part in ("site-packages/", "dist-packages/"))

    def innermost(self, frame: FrameType | None) -> FrameType | None:
        """The first of the application's frames among this one and its callers."""
        while frame is not None and not self.application(frame.f_code.co_filename):
            frame = frame.f_back
        return frame

    def stack(self, frame: FrameType | None = None) -> tuple[list[list[object]], list[str]]:
        """The application's frames, [file, line, function, module], outermost first; modules called, nearest first."""
        here = frame or sys._getframe(1)
        found: list[list[object]] = []
        called: list[str] = []
        at: FrameType | None = here
        while at is not None and len(found) < LONGEST:
            file = at.f_code.co_filename
            if self.application(file):
                found.append([file, at.f_lineno, at.f_code.co_name, at.f_globals.get("__name__", "")])
            elif not found and not file.startswith(_HERE) and not file.startswith("<frozen importlib"):
                called.append(str(at.f_globals.get("__name__", "")))
            at = at.f_back
        found.reverse()
        return found, list(dict.fromkeys(reversed(called)))


_HERE = __file__.rpartition("/")[0] + "/"
