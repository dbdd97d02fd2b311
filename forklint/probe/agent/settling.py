"""Native threads open descriptors some time after the line that started them: a short wait tells them apart.

While the thread that executes the application waits here, it opens nothing itself. What is new then is attributed to
the line that started the tasks that have run meanwhile.
"""

from __future__ import annotations

import sys
import threading
from _thread import get_native_id
from time import monotonic, sleep  # bound before the application replaces anything
from typing import Any

from . import tasks
from .ledger import Ledger, living_threads

QUIET = 0.01
"""Seconds without anything new, after which a line is done."""
LONGEST = 0.1
"""Seconds that one wait takes at most."""
ALTOGETHER = 2.0
"""Seconds that all waits of one load take at most."""
_TICK = 0.001

Stack = list[list[object]]


class Settling:
    """Waits where native tasks have been started."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._left = ALTOGETHER
        self._last: Stack = []
        """The line that started tasks last in the windows that are open now."""

    def after_line(self, stack: Stack) -> None:
        """A line has started tasks: wait until nothing more comes."""
        self._last = stack
        self._wait(QUIET)

    def after_window(self) -> None:
        """The last window ends: give what it started a last chance, where it started anything."""
        if self._last:
            self._wait(LONGEST)
            self._last = []

    def _wait(self, quiet: float) -> None:
        began = last = monotonic()
        until = began + min(LONGEST, self._left)
        before = self._clocks()
        while monotonic() < min(until, last + quiet):
            sleep(_TICK)
            if self._ledger.changed():
                self._attribute(before)
                last = monotonic()
            before = self._clocks()
        self._left -= monotonic() - began

    def _clocks(self) -> dict[int, int]:
        own = get_native_id()
        return tasks.clocks(task for task in self._ledger.started_tasks() if task != own)

    def _attribute(self, before: dict[int, int]) -> None:
        now = self._clocks()
        ran = [task for task, spent in before.items() if now.get(task, spent) > spent]
        python = {thread.native_id: thread for thread in living_threads()}
        found = [self._stack(task, python.get(task)) for task in ran]
        native = not any(task in python for task in ran)
        if found and all(stack == found[0] for stack in found):
            self._ledger.look(found[0], native)
        else:
            self._ledger.look(self._last, False)

    def _stack(self, task: int, thread: threading.Thread | None) -> Stack:
        """The line that started a task; where a Python thread stands, if it executes code of the application."""
        frame = sys._current_frames().get(thread.ident or 0) if thread is not None else None
        live: Stack = self._ledger.frames.stack(frame)[0] if frame is not None else []
        origin: dict[str, Any] = self._ledger.task_origin(task) or {}
        return live or origin.get("stack") or self._last
