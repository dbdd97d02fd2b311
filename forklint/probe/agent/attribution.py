"""What a look finds new, and who made it: the line that was executed, if no other thread can have done so."""

from __future__ import annotations

from _thread import allocate_lock, get_ident, get_native_id
from collections.abc import Iterable

from . import descriptors, tasks
from .followed import Followed, Stack
from .ledger import Ledger, living_threads
from .settling import Settling

PATIENCE = 0.1
"""Seconds in which another thread's look ends; in a process that was forked in its midst nobody would end it."""


class Attribution:
    """Tells the ledger which line to blame, and whether that is certain."""

    def __init__(self, ledger: Ledger, followed: dict[int, Followed]) -> None:
        self._ledger = ledger
        self._lock = allocate_lock()
        self._missed = False
        """Whether a line could not be looked at, because another thread did not end its look."""
        self._clocks: dict[int, int] = {}
        """CPU time of all tasks when something new was found last."""
        self._settling = Settling(ledger, followed, self._look)

    def begin(self) -> None:
        """The first window opens."""
        self._settling.begin()
        self._take_stock()

    def end(self) -> None:
        """The last one closes: give what was started in them a last chance."""
        self._settling.end()
        self._ledger.explain()  # what took the number of something that the same line closed

    def follow(self) -> Followed:
        """A thread, from now on."""
        here = Followed()
        self.looked(here, tasks.busy_others(), descriptors.glance())
        return here

    def join(self) -> Followed:
        """A thread that has been started by another one: what is new by now is its starter's."""
        thread = next((one for one in living_threads() if one.ident == get_ident()), None)
        origin = self._ledger.thread_origin(thread) or {"stack": []}
        self._look(origin["stack"], False)
        return self.follow()

    def looked(self, here: Followed, busy: int | None, now: tuple[int, int]) -> None:
        """Nothing is new at this glance. `busy` was read before it: whoever opens something later runs later."""
        here.tasks = now[1]
        here.busy = busy if now[1] != descriptors.ALONE else None

    def line(self, here: Followed, stack: Stack) -> None:
        """Something is new after this line of a followed thread. Without a stack, no line is to blame."""
        busy, now = tasks.busy_others(), descriptors.glance()
        if self._ledger.differs(now):
            self._look(stack, not self._others_ran(here))
        if now[1] > here.tasks and stack:
            self._settling.after(stack)
            busy, now = tasks.busy_others(), descriptors.glance()
            self._take_stock()
        if not self._ledger.differs(now):
            self.looked(here, busy, now)

    def _look(self, stack: Stack, exact: bool) -> None:
        if not self._lock.acquire(timeout=PATIENCE):
            self._missed = True
            return
        try:
            self._ledger.look(stack or None, exact and not self._missed)
            self._missed = False
        finally:
            self._lock.release()
        self._take_stock()

    def _take_stock(self) -> None:
        """CPU times are of use only if nothing was new after they were read."""
        clocks = tasks.clocks(self._ledger.known_tasks())
        if not self._ledger.differs(descriptors.glance()):
            self._clocks = clocks

    def python_ran(self, here: Followed) -> bool:
        """Whether a Python thread that is older than this line has run: no other makes objects."""
        if here.busy is None or not tasks.were_busy(here.busy, ()):
            return False
        python = {thread.native_id for thread in living_threads()}
        return bool(self._that_ran(task for task in self._ledger.known_tasks() if task in python))

    def _others_ran(self, here: Followed) -> bool:
        """Whether a thread that is older than this line has run: it may have opened what is new."""
        if here.busy is None or not tasks.were_busy(here.busy, self._ledger.newborn()):
            return False
        return bool(self._that_ran(self._ledger.known_tasks()))

    def _that_ran(self, others: Iterable[int]) -> list[int]:
        idle = {*self._settling.waiting, get_native_id()}
        return tasks.that_ran((task for task in others if task not in idle), self._clocks)
