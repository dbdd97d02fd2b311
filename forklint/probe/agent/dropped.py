"""Exceptions of functions registered with `os.register_at_fork`: Python prints them, drops them and goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


class Dropped:
    """Hears them between the instants right before and right after a fork, on both sides of it."""

    def __init__(self, tell: Callable[[BaseException, Any], None]) -> None:
        self._tell = tell
        self._before: Any = None

    def begin(self) -> None:
        """Right before the fork."""
        if self._before is None:
            self._before = vars(sys.modules["sys"])["unraisablehook"]
            sys.unraisablehook = self._hear

    def end(self) -> None:
        """Right after it: everything is as it was, unless somebody else has set a hook meanwhile."""
        if self._before is not None and vars(sys.modules["sys"])["unraisablehook"] == self._hear:
            sys.unraisablehook = self._before
        self._before = None

    def _hear(self, dropped: Any) -> None:
        if dropped.exc_value is not None and getattr(dropped.object, "__name__", "") != "__del__":
            self._tell(dropped.exc_value, dropped.object)
        self._before(dropped)
