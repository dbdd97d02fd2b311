"""What is new at a line: descriptors and tasks always, objects where their lines are asked for."""

from __future__ import annotations

import gc
import os
import signal
import sys
from _thread import get_ident  # bound before the application replaces it
from time import perf_counter
from types import FrameType
from typing import Any

from . import descriptors, tasks
from .allocations import Allocations
from .attribution import Attribution
from .followed import Followed, Stack
from .ledger import Ledger

MOST = 2_000_000
"""Looks of one load."""
SECONDS = 8.0
"""Time that looking may take altogether: where one look is slow, there are fewer."""


class Comparison:
    """Looks, and has what is new attributed."""

    def __init__(self, ledger: Ledger, followed: dict[int, Followed], types: dict[str, Any] | None) -> None:
        self.over = False
        """Whether no more looks are to be taken: there were enough, or the application has forked this process."""
        self.trouble = ""
        """What went wrong with looking, where something did."""
        self.left = min(MOST, SECONDS / _cost())
        """Looks that may still be taken."""
        self.allocations = Allocations(ledger.frames, types) if types is not None else None
        self.attribution = Attribution(ledger, followed)
        self._ledger = ledger
        self._followed = followed
        self._process = os.getpid()
        self._callback = self._collecting
        if self.allocations is not None:
            gc.callbacks.append(self._callback)

    def close(self) -> None:
        """Nothing is compared any more."""
        self.over = True
        if self.allocations is not None:
            gc.callbacks[:] = [callback for callback in gc.callbacks if callback is not self._callback]
        self.allocations = None

    def begin(self, frame: FrameType) -> None:
        """Followed from now on: what is new by now was made by lines that were not."""
        self._ledger.look()
        if self.allocations is not None:
            self._remember(None, self._ledger.frames.stack(frame)[0], self.allocations.found())

    def boundary(self, here: Followed, frame: FrameType) -> None:
        """Look at a module's begin or end, where the frame's line is being executed; its objects can wait."""
        if self._ledger.differs(descriptors.glance()) and os.getpid() == self._process:
            self.attribution.line(here, self._ledger.frames.stack(frame)[0])

    def join(self) -> Followed:
        """A thread that another one has started begins to execute code of the application."""
        try:
            return self.attribution.join()
        except Exception as error:
            self.fail(error)
            return Followed()

    def now(self, here: Followed, frame: FrameType | None) -> None:
        """Look, where the line of this frame is the one that is being executed."""
        try:
            found = self._news(here)
            if found is not None:
                self._blame(here, self._ledger.frames.stack(frame)[0] if frame is not None else [], found)
        except Exception as error:
            self.fail(error)

    def line(self, here: Followed, frame: FrameType | None) -> None:
        """Look, where the next line of this frame begins; where none is given, it is that of the caller's caller."""
        try:
            found = self._news(here)
            if found is not None:
                self._blame(here, here.before(frame or sys._getframe(2), self._ledger.frames), found)
        except Exception as error:
            self.fail(error)

    def fail(self, error: Exception) -> None:
        """Ours, or an audit hook's that forbids to look: enough of it. What a signal handler raises has to rise."""
        if any(map(_is_handled, signal.valid_signals())):
            raise error
        self.over, self.trouble = True, f"looking failed: {type(error).__name__}"

    def _news(self, here: Followed) -> list[object] | None:
        """None where nothing is new; new objects, if any, where something is."""
        self.left -= 1
        if self.left < 0 or self.over:
            self.over = True
            return None
        found = self.allocations.found() if self.allocations is not None else []
        busy = tasks.busy_others() if here.tasks != descriptors.ALONE else None
        now = descriptors.glance()
        if not found and not self._ledger.differs(now) and now[1] <= here.tasks:
            self.attribution.looked(here, busy, now)
            return None
        self.over = os.getpid() != self._process
        return None if self.over else found

    def _blame(self, here: Followed, stack: Stack, found: list[object]) -> None:
        self._remember(here, stack, found)
        self.attribution.line(here, stack)

    def _remember(self, here: Followed | None, stack: Stack, found: list[object]) -> None:
        if self.allocations is not None and found:
            exact = here is not None and not self.attribution.python_ran(here)
            self.allocations.remember(found, self._ledger.allocation(stack, exact))

    def _collecting(self, phase: str, about: dict[str, int]) -> None:
        """The garbage collector begins to run: what it moves now would look old at the next line."""
        if self.allocations is None or phase != "start":
            return
        try:
            found = self.allocations.found()
            if found:
                stack = self._ledger.frames.stack(sys._getframe(1))[0]
                self._remember(self._followed.get(get_ident()), stack, found)
        except Exception as error:  # Python would print it: an audit hook may forbid to look
            self.allocations.stopped = f"looking for objects failed: {type(error).__name__}"


def _cost() -> float:
    """Seconds of one look, half of which are a glance: two microseconds or twenty, as the system goes."""
    return 2 * min(_glance() for _ in range(20)) + 1e-6


def _glance() -> float:
    began = perf_counter()
    descriptors.glance()
    return perf_counter() - began


def _is_handled(number: int) -> bool:
    """Whether a function of the application's or of a library is called for this signal."""
    handler = signal.getsignal(number)
    return callable(handler) and handler is not signal.default_int_handler and not isinstance(handler, signal.Handlers)
