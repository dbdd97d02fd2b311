"""Native threads open descriptors some time after the line that started them: a short wait tells them apart.

A thread that waits here opens nothing. What is new meanwhile was made by whoever has run.
"""

from __future__ import annotations

import sys
from _thread import get_native_id
from collections.abc import Callable
from threading import Thread
from time import monotonic, sleep  # bound before the application replaces anything

from . import descriptors, tasks
from .followed import Followed, Stack
from .ledger import Ledger, living_threads

QUIET = 0.03
"""Seconds in which nothing is new and no other thread runs, after which a line is done."""
LONGEST = 0.1
"""Seconds that one wait takes at most."""
ALTOGETHER = 2.0
"""Seconds that all waits of one load take at most."""
_TICK = 0.001


class Settling:
    """Waits where tasks were started, and has what is new attributed."""

    def __init__(self, ledger: Ledger, followed: dict[int, Followed], look: Callable[[Stack, bool], None]) -> None:
        self.waiting: set[int] = set()
        """Native tasks of the threads that wait here."""
        self._ledger = ledger
        self._followed = followed
        self._look = look
        self._last: Stack = []
        """The line that started tasks last, since the first of the windows that are open now."""
        self._left = ALTOGETHER

    def begin(self) -> None:
        """The first window opens."""
        self._last = []

    def after(self, stack: Stack) -> None:
        """A line has started tasks."""
        self._last = stack
        self._wait(QUIET)

    def end(self) -> None:
        """The last window closes: give what was started in them a last chance."""
        if self._last:
            self._wait(LONGEST)

    def _wait(self, quiet: float) -> None:
        own = get_native_id()
        self.waiting.add(own)
        began = last = monotonic()
        until = began + min(LONGEST, self._left)
        before = self._others()
        while before and monotonic() < min(until, last + quiet):
            sleep(_TICK)
            latest = self._others()  # before the glance: whoever opens something after it runs after this
            if self._ledger.differs(descriptors.glance()):
                self._settle(before)
                last = monotonic()
            elif tasks.are_running(latest):
                last = monotonic()
            before = latest
        self._left -= monotonic() - began
        self.waiting.discard(own)

    def _others(self) -> dict[int, int]:
        return tasks.clocks(task for task in self._ledger.known_tasks() if task not in self.waiting)

    def _settle(self, before: dict[int, int]) -> None:
        ran = tasks.that_ran(before, before)
        python = {thread.native_id: thread for thread in living_threads()}
        found = [self._made_by(task, python.get(task)) for task in ran]
        found = found or [(self._last, True)]  # nobody who lives has run: it was a task that the line has started
        same = all(stack == found[0][0] for stack, _ in found)
        self._look(found[0][0] if same else self._last, same and all(exact for _, exact in found))

    def _made_by(self, task: int, thread: Thread | None) -> tuple[Stack, bool]:
        """Where a Python thread stands in code of the application; else the line that started the task."""
        ident = thread.ident if thread is not None else None
        frame = self._ledger.frames.innermost(sys._current_frames().get(ident or 0))
        if frame is not None:
            followed = self._followed.get(ident or 0)
            if followed is not None and followed.code is frame.f_code:
                return followed.before(frame, self._ledger.frames), True
            return self._ledger.frames.stack(frame)[0], False
        origin = self._ledger.task_origin(task) or {"stack": self._last, "exact": False}
        return origin["stack"], origin["exact"]
