"""Follows lines by `sys.settrace`, before `sys.monitoring`: slower, as each call of a library is an event."""

from __future__ import annotations

import sys
from _thread import get_ident
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .lines import Watch


BATCH = 1024
"""Calls of libraries that are counted together: there may be millions."""


class Tracing:
    """A trace function on the threads that are followed; whose place it takes, gets it back."""

    everywhere = False

    def __init__(self, watch: Watch, application: Callable[[str], bool]) -> None:
        self._watch = watch
        self._application = application
        self._previous: dict[int, Any] = {}
        self._skipped = 0

    def begin(self) -> bool:
        """Follow this thread; it always can."""
        self._previous[get_ident()] = sys.gettrace()
        sys.settrace(self._call)
        return True

    def end(self) -> None:
        """Give the place back, unless the application has taken it meanwhile."""
        previous = self._previous.pop(get_ident(), None)
        if sys.gettrace() == self._call:
            sys.settrace(previous)

    def holds(self) -> bool:
        """An error takes it away too: a signal handler that raises while it runs."""
        return bool(sys.gettrace() == self._call)

    def _call(self, frame: FrameType, event: str, argument: object) -> Any:
        if not self._application(frame.f_code.co_filename):
            self._skipped += 1
            if self._skipped == BATCH:
                self._skipped = 0
                self._watch.skipped(BATCH)
            return None
        self._watch.begun(frame)
        return self._local

    def _local(self, frame: FrameType, event: str, argument: object) -> Any:
        if not self.holds():  # a frame that we have seen begin still comes here; those that begin now do not
            self._watch.lost()
            return None
        if event == "line":
            self._watch.line(frame.f_code, frame.f_lineno, frame)
        elif event == "return":
            self._watch.left(frame)
        return self._local
