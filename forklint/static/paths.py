"""Absolute paths into the paths that reports show."""

from __future__ import annotations

import os


class Paths:
    """Relative to a folder where they lie below it, with forward slashes."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip(os.sep) + os.sep
        self._shown: dict[str, str] = {}

    def shown(self, path: str) -> str:
        """The path as a report shows it."""
        if path not in self._shown:
            inner = path[len(self.base):] if path.startswith(self.base) else path
            self._shown[path] = inner.replace(os.sep, "/")
        return self._shown[path]
