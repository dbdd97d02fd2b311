"""The second load: which line opened what no event explains.

While one of the files that are asked about is executed, descriptors and tasks are compared at every line of the
application. What is new was made by the line that was executed until then, in the frame in which it was executed: a
frame's own line at the next one, its last line when it is left, and the line that called it when it begins.
"""

from __future__ import annotations

import os
import sys
from _thread import allocate_lock, get_ident  # bound before the application replaces anything
from time import perf_counter
from types import CodeType, FrameType
from typing import Any, Protocol

from . import descriptors, tasks
from .ledger import Ledger
from .monitoring import Monitoring
from .settling import Settling
from .tracing import Tracing

MOST = 2_000_000
"""Lines that are looked at in one load."""
SECONDS = 8.0
"""Time that looking may take altogether: where one look is slow, there are fewer."""
SKIPPED = 0.05
"""What an event of a library costs, in looks."""


class Follower(Protocol):
    """Says which lines are executed: by `sys.monitoring` or by `sys.settrace`."""

    def begin(self) -> bool:
        """Follow this thread; False where that is not possible."""

    def end(self) -> None:
        """No longer."""


class _Followed:
    """What a followed thread executes."""

    __slots__ = ("windows", "code", "line", "busy")

    def __init__(self) -> None:
        self.windows = 0
        """Windows that are open on it, the first of which is asked about."""
        self.code: CodeType | None = None
        self.line = 0
        """The application's line that it executes, and the code that this line belongs to."""
        self.busy: int | None = None
        """CPU time of all other threads at its last look; None where there were none."""


class Watch:
    """Follows the execution of some of the application's files."""

    def __init__(self, ledger: Ledger, files: list[str]) -> None:
        self.lines = 0
        self.stopped = ""
        """Why nothing is followed any more; empty while nothing speaks against it."""
        self._ledger = ledger
        self._files = frozenset(files)
        self._process = os.getpid()
        self._looks = min(MOST, SECONDS / _cost())
        self._threads: dict[int, _Followed] = {}
        self._lock = allocate_lock()
        self._settling = Settling(ledger)
        self._follower: Follower | None = None

    def told(self) -> dict[str, Any]:
        """How much was followed, for the supervisor."""
        return {"lines": self.lines, "stopped": self.stopped}

    def enter(self, window: str) -> None:
        """A window begins on this thread."""
        here = self._threads.get(get_ident())
        if here is not None:
            self._now(here, sys._getframe(1))
            here.windows += 1
        elif window in self._files and not self.stopped and os.getpid() == self._process:
            self._ledger.look()
            self._begin()

    def leave(self) -> None:
        """It ends."""
        here = self._threads.get(get_ident())
        if here is None:
            return
        self._now(here, sys._getframe(1))
        here.windows -= 1
        if not here.windows:
            self._settling.after_window()
            self._end()
            self._ledger.explain()  # what took the number of something that the same line closed

    # What the follower tells. All three are called on the thread that executes.

    def begun(self, frame: FrameType) -> None:
        """A frame of the application begins or goes on: until now its caller's line was executed."""
        here = self._threads.get(get_ident())
        if here is not None:
            self._now(here, frame.f_back)
            here.code, here.line = frame.f_code, frame.f_lineno

    def line(self, code: CodeType, line: int, frame: FrameType | None = None) -> None:
        """A line of the application begins; `frame` is the caller's where none is given."""
        here = self._threads.get(get_ident())
        if here is not None:
            self.lines += 1
            if self._news(here):
                self._attribute(here, self._before(here, frame or sys._getframe(1)))
            here.code, here.line = code, line

    def left(self, frame: FrameType) -> None:
        """A frame of the application returns, yields or raises."""
        here = self._threads.get(get_ident())
        if here is not None:
            self._now(here, frame)
            above = self._application(frame.f_back)
            here.code, here.line = (above.f_code, above.f_lineno) if above is not None else (None, 0)

    def skipped(self) -> None:
        """Something of a library was executed, for which nothing is compared."""
        self._looks -= SKIPPED

    # Comparing.

    def _news(self, here: _Followed) -> bool:
        self._looks -= 1
        if self._looks < 0:
            self._stop(f"more than {self.lines} lines")
            return False
        if self._ledger.changed():
            return True
        here.busy = None if self._ledger.alone() else tasks.busy_others()
        return False

    def _now(self, here: _Followed, frame: FrameType | None) -> None:
        """Compare, where the frame's line is the one that is being executed."""
        if self._news(here):
            self._attribute(here, self._ledger.frames.stack(frame)[0] if frame is not None else [])

    def _before(self, here: _Followed, frame: FrameType) -> list[list[object]]:
        """The stack as it was until a line of this frame began."""
        if here.code is not frame.f_code:  # it began unseen
            return self._ledger.frames.stack(frame.f_back)[0] if frame.f_back is not None else []
        stack = self._ledger.frames.stack(frame)[0]
        stack[-1][1] = here.line
        return stack

    def _attribute(self, here: _Followed, stack: list[list[object]]) -> None:
        if os.getpid() != self._process:  # a process that the application itself has forked
            self._stop("")
        elif self._lock.acquire(False):  # never waits: its holder may not exist in a process that was forked meanwhile
            try:
                self._found(here, stack)
            finally:
                self._lock.release()

    def _found(self, here: _Followed, stack: list[list[object]]) -> None:
        born = self._ledger.newborn()
        self._ledger.look(stack or None, here.busy is None or not tasks.were_busy(here.busy, born))
        if born and stack:
            self._settling.after_line(stack)
        here.busy = None if self._ledger.alone() else tasks.busy_others()

    def _application(self, frame: FrameType | None) -> FrameType | None:
        while frame is not None and not self._ledger.frames.application(frame.f_code.co_filename):
            frame = frame.f_back
        return frame

    # Beginning and ending.

    def _begin(self) -> None:
        here = self._threads[get_ident()] = _Followed()
        here.windows = 1
        here.busy = None if self._ledger.alone() else tasks.busy_others()
        self._follower = self._follower or _follower(self, self._ledger)
        if not self._follower.begin():
            self._follower = Tracing(self, self._ledger.frames.application)
            self._follower.begin()

    def _end(self) -> None:
        self._threads.pop(get_ident(), None)
        if self._follower is not None:
            self._follower.end()

    def _stop(self, why: str) -> None:
        """Every other thread that is followed comes here too, with its own next line."""
        self.stopped = self.stopped or why
        self._end()


def _follower(watch: Watch, ledger: Ledger) -> Follower:
    if sys.version_info >= (3, 12):
        return Monitoring(watch, ledger.frames.application)
    return Tracing(watch, ledger.frames.application)


def _cost() -> float:
    """Seconds of one look; a microsecond or five, as the system goes."""
    began = perf_counter()
    for _ in range(20):
        descriptors.glance()
    return (perf_counter() - began) / 20 + 1e-6
