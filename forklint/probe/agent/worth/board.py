"""How the master tells its workers what to do next: a page of memory that they share.

No descriptor is behind it, so an application that closes all descriptors does not cut it; no signal either.
"""

from __future__ import annotations

import mmap

from .kept import Kept

_TURN = 0.002
LOADED, MEASURED, COLLECTED = 1, 2, 3
"""The steps of a worker, in order."""


class Board:
    """Two bytes for each worker: the step that it may take, and the last one that it has taken."""

    def __init__(self, workers: int) -> None:
        self._page = mmap.mmap(-1, max(2 * workers, mmap.PAGESIZE))

    def ask(self, worker: int, step: int) -> None:
        """In the master: let a worker take a step."""
        self._page[2 * worker] = step

    def asked(self, worker: int, step: int) -> bool:
        """In the worker: whether it may take it."""
        return self._page[2 * worker] >= step

    def done(self, worker: int, step: int) -> None:
        """In the worker: it has taken it."""
        self._page[2 * worker + 1] = step

    def has_done(self, worker: int, step: int) -> bool:
        """In the master: whether it has."""
        return self._page[2 * worker + 1] >= step


def turn() -> None:
    """Wait a moment before looking again."""
    Kept.sleep(_TURN)
