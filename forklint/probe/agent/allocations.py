"""The second load: which line allocated an object.

The garbage collector keeps new objects apart until it next runs: whoever looks there after every line, and once more
when it begins to run, sees each object that it knows of exactly once. `tracemalloc` would tell the same, but makes
loading 25 to 35 times as long from Python 3.11 on, as it works out the line of each frame for each allocation.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from time import perf_counter
from typing import Any

from .frames import Frames
from .ledger import Origin
from .objects import safe

SECONDS = 5.0
"""Time that looking for new objects may take altogether; with the collector switched off it takes longer each time."""
MOST = 100_000
"""Objects that are remembered."""
LOCKS = ("_thread.lock", "_thread.RLock", "threading._RLock")


class Allocations:
    """Remembers where objects were made: those that a fact speaks of, locks, and those of the application's classes."""

    def __init__(self, frames: Frames, types: dict[str, dict[str, Any]]) -> None:
        self.stopped = ""
        """Why it remembers no more; empty while nothing speaks against it."""
        self._frames = frames
        self._names = {_short(name) for public, fact in types.items() for name in (public, *_runtime(fact))}
        self._names.update(map(_short, LOCKS))
        self._wanted: set[int] = set()
        self._boring: set[int] = set()
        """Ids of types whose objects are remembered, and of those whose are not."""
        self._young: set[int] = set()
        """Ids of objects that the last look has seen."""
        self._origins: dict[int, tuple[int, Origin]] = {}
        self._left = SECONDS

    def found(self) -> list[object]:
        """Objects worth remembering that no look has seen."""
        if self.stopped:
            return []
        began = perf_counter()
        boring = self._boring
        held = [made for made in gc.get_objects(generation=0) if id(type(made)) not in boring]
        held = [made for made in held if self._is_wanted(type(made))]
        before, self._young = self._young, set(map(id, held))
        self._left -= perf_counter() - began
        if self._left < 0 or len(self._origins) > MOST:
            self.stopped = "there are too many objects"
        return [made for made in held if id(made) not in before]

    def remember(self, found: Iterable[object], origin: Origin) -> None:
        """These were made by this line; by nobody's where there is no stack."""
        for made in found:
            if origin["stack"]:
                self._origins[id(made)] = (id(type(made)), origin)
            else:
                self._origins.pop(id(made), None)  # it may have the place of another one, which is gone

    def origin(self, made: object) -> Origin | None:
        """The application's lines that led to an object's allocation; None where they are not known."""
        kind, origin = self._origins.get(id(made), (0, None))
        return origin if kind == id(type(made)) else None

    def _is_wanted(self, cls: type) -> bool:
        if id(cls) in self._wanted:
            return True
        wanted = self._of_application(cls) or any(_short(name) in self._names for name in safe.names(cls))
        (self._wanted if wanted else self._boring).add(id(cls))
        return wanted

    def _of_application(self, cls: type) -> bool:
        file = safe.file_of(sys.modules.get(safe.module_of(cls)))
        return bool(file) and self._frames.application(file)


def _short(name: str) -> tuple[str, str]:
    """Top-level package and last name: libraries move their classes between modules."""
    return name.partition(".")[0], name.rpartition(".")[2]


def _runtime(fact: dict[str, Any]) -> list[str]:
    said = fact.get("runtime") or ()
    return [said] if isinstance(said, str) else list(said)
