"""CPython's own warning for a fork with threads, which names no thread and is hidden by default (3.12 and newer)."""

from __future__ import annotations

import warnings
from typing import Any

_TELLING = "multi-threaded"


class ForkWarnings:
    """Hears what is warned about between two instants, then puts everything back as it was."""

    def __init__(self) -> None:
        self._catching: Any = None
        self._heard: list[Any] = []

    def begin(self) -> None:
        """Right before a fork."""
        self.end()
        self._catching = warnings.catch_warnings(record=True)
        self._heard = self._catching.__enter__()
        warnings.simplefilter("always", DeprecationWarning)

    def end(self) -> list[str]:
        """Right after it, in either process; the warnings that speak of the fork."""
        if self._catching is None:
            return []
        self._catching.__exit__(None, None, None)
        self._catching = None
        return [str(told.message) for told in self._heard if _TELLING in str(told.message)]
