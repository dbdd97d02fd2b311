"""The second load: which line opened what no event explains, and which line made an object.

While one of the files that are asked about is executed, everything is compared at every line of the application. What
is new was made by the line that was executed until then, in the frame in which it was executed: a frame's own line at
the next one, its last line when it is left, and the line that called it when it begins.
"""

from __future__ import annotations

import os
import sys
from _thread import get_ident  # bound before the application replaces it
from types import CodeType, FrameType
from typing import Any

from . import followers
from .comparing import Comparison
from .followed import Followed
from .followers import Follower
from .ledger import Ledger

SKIPPED = 0.05
"""What an event of a library costs, in looks."""


class Watch:
    """Follows the execution of some of the application's files, or of all where the lines of objects are asked for."""

    def __init__(self, ledger: Ledger, files: list[str], types: dict[str, Any] | None) -> None:
        self.lines = 0
        self._stopped = ""
        """Why nothing is followed any more; empty while nothing speaks against it."""
        self._ledger = ledger
        self._files = frozenset(files)
        self._process = os.getpid()
        self._threads: dict[int, Followed] = {}
        self._began: set[int] = set()
        """Threads that execute a file that is asked about."""
        self._comparison = Comparison(ledger, self._threads, types)
        self._follower: Follower | None = None

    def told(self) -> dict[str, Any]:
        """How much was followed, for the supervisor; `stopped` says why not everything was."""
        allocations = self._comparison.allocations
        return {"lines": self.lines, "stopped": self._stopped or (allocations.stopped if allocations else "")}

    def allocated(self, made: object) -> dict[str, Any] | None:
        """Which line made this object; None where that is not known."""
        allocations = self._comparison.allocations
        return allocations.origin(made) if allocations is not None else None

    def close(self) -> None:
        """The master has been looked at: its workers shall not pay for this."""
        self._stopped = self._stopped or "the load is over"
        self._comparison.close()

    def enter(self, window: str) -> None:
        """A window begins on this thread."""
        here = self._held()
        if here is not None:
            self._comparison.boundary(here, sys._getframe(1))
            here.windows += 1
        elif self._asked(window) and not self._stopped and os.getpid() == self._process:
            self._comparison.begin(sys._getframe(1))
            self._begin()

    def leave(self, library: str = "") -> None:
        """It ends; a library's is looked at by the ledger, which knows the modules on the way to what is new."""
        here = self._held()
        if here is not None:
            if not library:
                self._comparison.boundary(here, sys._getframe(1))
            here.windows -= 1
            if not here.windows:
                self._end()

    # What the follower tells. All is called on the thread that executes.

    def begun(self, frame: FrameType) -> None:
        """A frame of the application begins or goes on: until now its caller's line was executed."""
        here = self._threads.get(get_ident())
        if here is not None:
            self._comparison.now(here, frame.f_back)
            self._check()
        elif self._began and self._follower is not None and self._follower.everywhere:
            here = self._threads[get_ident()] = self._comparison.join()
        else:
            return
        here.code, here.line = frame.f_code, frame.f_lineno

    def line(self, code: CodeType, line: int, frame: FrameType | None = None) -> None:
        """A line of the application begins; `frame` is the caller's where none is given."""
        here = self._threads.get(get_ident())
        if here is not None:
            self.lines += 1
            self._comparison.line(here, frame)
            self._check()
            here.code, here.line = code, line

    def left(self, frame: FrameType) -> None:
        """A frame of the application returns, yields or raises."""
        here = self._threads.get(get_ident())
        if here is not None:
            self._comparison.now(here, frame)
            self._check()
            here.back_in(frame.f_back, self._ledger.frames)

    def failed(self, error: Exception) -> None:
        """Something went wrong with looking, which is over then."""
        self._comparison.fail(error)
        self._check()

    def skipped(self, events: int) -> None:
        """So much of libraries was executed, for which nothing is compared."""
        self._comparison.left -= SKIPPED * events

    def lost(self) -> None:
        """Lines of this thread are executed that nobody tells of."""
        self._stopped = self._stopped or "the application has put a trace function in the place of ours"
        self._unfollow()

    def _held(self) -> Followed | None:
        if get_ident() in self._began and self._follower is not None and not self._follower.holds():
            self.lost()
        return self._threads.get(get_ident())

    def _asked(self, window: str) -> bool:
        everything = self._comparison.allocations is not None
        return window in self._files or (everything and self._ledger.frames.application(window))

    def _begin(self) -> None:
        if not self._began:
            self._comparison.attribution.begin()
        self._began.add(get_ident())
        self._threads[get_ident()] = self._comparison.attribution.follow()
        self._follower = followers.begun(self._follower, self, self._ledger.frames.application)

    def _end(self) -> None:
        """The last window of this thread ends."""
        if len(self._began) == 1:
            self._comparison.attribution.end()
        self._unfollow()

    def _check(self) -> None:
        """Stop where enough was looked at. Every thread that is followed comes here, with its own next line."""
        if self._comparison.over:
            self._stopped = self._stopped or self._comparison.trouble or f"more than {self.lines} lines"
            self._unfollow()

    def _unfollow(self) -> None:
        self._threads.pop(get_ident(), None)
        if get_ident() in self._began and self._follower is not None:
            self._began.discard(get_ident())
            self._follower.end()
        if not self._began:
            self._threads.clear()
