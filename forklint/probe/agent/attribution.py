"""What a look finds new, and who made it: the line that was executed, if no other thread can have done so.

Native threads open descriptors some time after the line that started them. So a line that starts tasks is followed by a
short wait, in which this thread opens nothing: what is new then was made by whoever has run meanwhile.
"""

from __future__ import annotations

import sys
from _thread import allocate_lock, get_ident, get_native_id
from collections.abc import Iterable
from threading import Thread
from time import monotonic, sleep  # bound before the application replaces anything

from . import descriptors, tasks
from .followed import Followed, Stack
from .ledger import Ledger, living_threads

QUIET = 0.03
"""Seconds without anything new, after which a line is done."""
LONGEST = 0.1
"""Seconds that one wait takes at most."""
ALTOGETHER = 2.0
"""Seconds that all waits of one load take at most."""
_TICK = 0.001


class Attribution:
    """Tells the ledger which line to blame, and whether that is certain."""

    def __init__(self, ledger: Ledger, followed: dict[int, Followed]) -> None:
        self._ledger = ledger
        self._followed = followed
        self._lock = allocate_lock()
        self._missed = False
        """Whether a line could not be looked at, because another thread did not end its look."""
        self._clocks: dict[int, int] = {}
        """CPU time of all tasks when something new was found last."""
        self._waiting: set[int] = set()
        """Tasks that wait here, so that they open nothing."""
        self._last: Stack = []
        """The line that started tasks last, since the first of the windows that are open now."""
        self._left = ALTOGETHER

    def begin(self) -> None:
        """The first window opens."""
        self._last = []
        self._clocks = tasks.clocks(self._ledger.known_tasks())

    def end(self) -> None:
        """The last one closes: give what was started in them a last chance."""
        if self._last:
            self._wait(LONGEST)
        self._ledger.explain()  # what took the number of something that the same line closed

    def follow(self) -> Followed:
        """A thread, from now on."""
        here = Followed()
        self.looked(here, descriptors.glance())
        return here

    def join(self) -> Followed:
        """A thread that has been started by another one: what is new by now is its starter's."""
        thread = next((one for one in living_threads() if one.ident == get_ident()), None)
        origin = self._ledger.thread_origin(thread) or {"stack": []}
        self._look(origin["stack"], False)
        return self.follow()

    def looked(self, here: Followed, now: tuple[int, int]) -> None:
        """Nothing more is new for this thread; alone or not is cheaper to know than who has run."""
        here.tasks = now[1]
        here.busy = None if now[1] == descriptors.ALONE else tasks.busy_others()

    def line(self, here: Followed, stack: Stack) -> None:
        """Something is new after this line of a followed thread. Without a stack, no line is to blame."""
        now = descriptors.glance()
        if self._ledger.differs(now):
            self._look(stack, not self._others_ran(here))
        if now[1] > here.tasks and stack:
            self._last = stack
            self._wait(QUIET)
            self._clocks = tasks.clocks(self._ledger.known_tasks())
        self.looked(here, descriptors.glance())

    def _look(self, stack: Stack, exact: bool) -> None:
        if not self._lock.acquire(timeout=LONGEST):  # in a process forked meanwhile nobody would release it
            self._missed = True
            return
        try:
            self._ledger.look(stack or None, exact and not self._missed)
            self._missed = False
            self._clocks = tasks.clocks(self._ledger.known_tasks())
        finally:
            self._lock.release()

    def python_ran(self, here: Followed) -> bool:
        """Whether a Python thread that is older than this line has run: no other makes objects."""
        if here.busy is None or not tasks.were_busy(here.busy, ()):
            return False
        python = {thread.native_id for thread in living_threads()}
        return self._have_run(task for task in self._clocks if task in python)

    def _others_ran(self, here: Followed) -> bool:
        """Whether a thread that is older than this line has run: it may have opened what is new."""
        if here.busy is None or not tasks.were_busy(here.busy, self._ledger.newborn()):
            return False
        return self._have_run(self._clocks)

    def _have_run(self, others: Iterable[int]) -> bool:
        idle = {*self._waiting, get_native_id()}
        return tasks.have_run({task: self._clocks[task] for task in others if task not in idle})

    def _wait(self, quiet: float) -> None:
        own = get_native_id()
        self._waiting.add(own)
        began = last = monotonic()
        until = began + min(LONGEST, self._left)
        before = self._others()
        while before and monotonic() < min(until, last + quiet):
            sleep(_TICK)
            if self._ledger.differs(descriptors.glance()):
                self._settle(before)
                last = monotonic()
            before = self._others()
        self._left -= monotonic() - began
        self._waiting.discard(own)

    def _others(self) -> dict[int, int]:
        return tasks.clocks(task for task in self._ledger.known_tasks() if task not in self._waiting)

    def _settle(self, before: dict[int, int]) -> None:
        now = tasks.clocks(before)
        ran = [task for task, spent in before.items() if now.get(task, spent + 1) > spent]
        python = {thread.native_id: thread for thread in living_threads()}
        found = [self._made_by(task, python.get(task)) for task in ran]
        same = bool(found) and all(stack == found[0][0] for stack, _ in found)
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
