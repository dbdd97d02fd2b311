"""The second load: which line opened what no event explains.

While one of the files that are asked about is executed, descriptors and tasks are compared at every line of the
application. What is new was made by the line that was executed until then, in the frame in which it was executed: a
frame's own line at the next one, its last line when it is left, and the line that called it when it begins.
"""

from __future__ import annotations

import os
import sys
from _thread import get_ident  # bound before the application replaces anything
from time import perf_counter
from types import CodeType, FrameType
from typing import Any, Protocol

from . import descriptors
from .attribution import Attribution
from .followed import Followed
from .ledger import Ledger
from .monitoring import Monitoring
from .tracing import Tracing

MOST = 2_000_000
"""Looks of one load."""
SECONDS = 8.0
"""Time that looking may take altogether: where one look is slow, there are fewer."""
SKIPPED = 0.05
"""What an event of a library costs, in looks."""


class Follower(Protocol):
    """Says which lines are executed: by `sys.monitoring` or by `sys.settrace`."""

    everywhere: bool
    """Whether it tells of all threads, not only of those that have begun to follow."""

    def begin(self) -> bool:
        """Follow this thread; False where that is not possible."""

    def end(self) -> None:
        """No longer."""


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
        self._threads: dict[int, Followed] = {}
        self._attribution = Attribution(ledger, self._threads)
        self._began: set[int] = set()
        """Threads that execute a file that is asked about."""
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
        if here is not None:
            self._now(here, sys._getframe(1))
            here.windows -= 1
            if not here.windows:
                self._end()

    # What the follower tells. All is called on the thread that executes.

    def begun(self, frame: FrameType) -> None:
        """A frame of the application begins or goes on: until now its caller's line was executed."""
        here = self._threads.get(get_ident())
        if here is not None:
            self._now(here, frame.f_back)
        elif self._began and self._follower is not None and self._follower.everywhere:
            here = self._threads[get_ident()] = Followed(self._attribution.busy_others())
        else:
            return
        here.code, here.line = frame.f_code, frame.f_lineno

    def line(self, code: CodeType, line: int, frame: FrameType | None = None) -> None:
        """A line of the application begins; `frame` is the caller's where none is given."""
        here = self._threads.get(get_ident())
        if here is not None:
            self.lines += 1
            if self._news(here):
                self._attribution.line(here, here.before(frame or sys._getframe(1), self._ledger.frames))
            here.code, here.line = code, line

    def left(self, frame: FrameType) -> None:
        """A frame of the application returns, yields or raises."""
        here = self._threads.get(get_ident())
        if here is not None:
            self._now(here, frame)
            here.back_in(frame.f_back, self._ledger.frames)

    def skipped(self) -> None:
        """Something of a library was executed, for which nothing is compared."""
        self._looks -= SKIPPED

    def _news(self, here: Followed) -> bool:
        self._looks -= 1
        if self._looks < 0:
            self._stop(f"more than {self.lines} lines")
            return False
        if not self._ledger.changed():
            here.busy = self._attribution.busy_others()
            return False
        if os.getpid() != self._process:  # a process that the application itself has forked
            self._stop("")
            return False
        return True

    def _now(self, here: Followed, frame: FrameType | None) -> None:
        """Compare, where the frame's line is the one that is being executed."""
        if self._news(here):
            self._attribution.line(here, self._ledger.frames.stack(frame)[0] if frame is not None else [])

    def _begin(self) -> None:
        if not self._began:
            self._attribution.begin()
        self._began.add(get_ident())
        self._threads[get_ident()] = Followed(self._attribution.busy_others())
        self._follower = self._follower or _follower(self, self._ledger)
        if not self._follower.begin():
            self._follower = Tracing(self, self._ledger.frames.application)
            self._follower.begin()

    def _end(self) -> None:
        """The last window of this thread ends."""
        if len(self._began) == 1:
            self._attribution.end()
        self._unfollow()

    def _stop(self, why: str) -> None:
        """Every other thread that is followed comes here too, with its own next line."""
        self.stopped = self.stopped or why
        self._unfollow()

    def _unfollow(self) -> None:
        self._threads.pop(get_ident(), None)
        if get_ident() in self._began and self._follower is not None:
            self._began.discard(get_ident())
            self._follower.end()
        if not self._began:
            self._threads.clear()


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
