"""What is new at a line: descriptors and tasks always, objects where their lines are asked for."""

from __future__ import annotations

import gc
import os
import sys
from _thread import get_ident  # bound before the application replaces it
from time import perf_counter
from types import FrameType
from typing import Any

from . import descriptors
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

    def now(self, here: Followed, frame: FrameType | None) -> None:
        """Look, where the line of this frame is the one that is being executed."""
        found = self._news(here)
        if found is not None:
            self._blame(here, self._ledger.frames.stack(frame)[0] if frame is not None else [], found)

    def line(self, here: Followed, frame: FrameType) -> None:
        """Look, where the next line of this frame begins."""
        found = self._news(here)
        if found is not None:
            self._blame(here, here.before(frame, self._ledger.frames), found)

    def _news(self, here: Followed) -> list[object] | None:
        """None where nothing is new; new objects, if any, where something is."""
        self.left -= 1
        if self.left < 0 or self.over:
            self.over = True
            return None
        found = self.allocations.found() if self.allocations is not None else []
        now = descriptors.glance()
        if not found and not self._ledger.differs(now) and now[1] <= here.tasks:
            self.attribution.looked(here, now)
            return None
        self.over = os.getpid() != self._process
        return None if self.over else found

    def _blame(self, here: Followed, stack: Stack, found: list[object]) -> None:
        self._remember(here, stack, found)
        self.attribution.line(here, stack)

    def _remember(self, here: Followed | None, stack: Stack, found: list[object]) -> None:
        if self.allocations is not None and found:
            exact = here is not None and not self.attribution.others_ran(here, self._ledger.newborn())
            self.allocations.remember(found, self._ledger.allocation(stack, exact))

    def _collecting(self, phase: str, about: dict[str, int]) -> None:
        """The garbage collector begins to run: what it moves now would look old at the next line."""
        found = self.allocations.found() if self.allocations is not None and phase == "start" else []
        if found:
            stack = self._ledger.frames.stack(sys._getframe(1))[0]
            self._remember(self._followed.get(get_ident()), stack, found)


def _cost() -> float:
    """Seconds of one look; a microsecond or five, as the system goes."""
    began = perf_counter()
    for _ in range(20):
        descriptors.glance()
    return (perf_counter() - began) / 20 + 1e-6
