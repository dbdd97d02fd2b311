"""The second load: which line allocated an object.

The garbage collector keeps new objects apart, in the order of their making, until it next runs. Whoever looks there
after every line, and once more when it begins to run, sees each object that it knows of exactly once. `tracemalloc`
would tell the same, but makes loading 25 to 35 times as long from Python 3.11 on, as it works out the line of each
frame for each allocation.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from time import thread_time
from typing import Any

from .frames import Frames
from .ledger import Origin
from .objects import safe
from .objects.resolve import find

SECONDS = 5.0
"""CPU time that looking for new objects may take altogether."""
CROWDED = 20_000
"""Objects that are kept apart, more than which make looking slow: the application has changed how often it runs."""
MOST = 100_000
"""Objects that are remembered."""
LOCKS = ("_thread.lock", "_thread.RLock", "threading._RLock")


class Allocations:
    """Remembers where objects were made: those that a fact speaks of, locks, and those of the application's classes."""

    def __init__(self, frames: Frames, types: dict[str, dict[str, Any]]) -> None:
        self.stopped = ""
        """Why it remembers no more; empty while nothing speaks against it."""
        self._frames = frames
        self._names: dict[str, set[str]] = {}
        """The last name of a type -> its full names."""
        for public, fact in types.items():
            for name in (public, *_runtime(fact)):
                self._names.setdefault(name.rpartition(".")[2], set()).add(name)
        self._wanted: set[int] = set()
        self._boring: set[int] = set()
        """Ids of types whose objects are remembered, and of those whose are not."""
        self._marker: object = None
        """Made at the end of the last look: what was made since comes after it."""
        self._thinning = False
        self._origins: dict[int, tuple[int, Origin]] = {}
        self._left = SECONDS

    def found(self) -> list[object]:
        """Objects worth remembering that no look has seen."""
        if self.stopped or self._thinning:
            return []
        began = thread_time()
        young = gc.get_objects(generation=0)
        found = self._wanted_of(young)
        if len(young) > CROWDED:
            self._thinning = True
            gc.collect(0)  # destroys nothing while we hold all of them, but they are not kept apart any longer
            self._thinning = False
        self._marker = [None]
        self._left -= thread_time() - began
        if self._left < 0 or len(self._origins) > MOST:
            self.stopped = "there are too many objects"
        return found

    def _wanted_of(self, young: list[object]) -> list[object]:
        boring, marker, found = self._boring, self._marker, []
        for made in reversed(young):
            if made is marker:
                break
            if id(type(made)) not in boring and self._is_wanted(type(made)):
                found.append(made)
        return found

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
        wanted = self._of_application(cls) or any(map(self._is_known, safe.mro(cls)))
        (self._wanted if wanted else self._boring).add(id(cls))
        return wanted

    def _is_known(self, cls: type) -> bool:
        """A lock, or what a fact speaks of: by its name, the name that its library gives it, or the place of either."""
        name = safe.name_of(cls)
        public = self._names.get(name.rpartition(".")[2], ())
        return name in LOCKS or any(_top(one) == _top(name) or find(one) is cls for one in public)

    def _of_application(self, cls: type) -> bool:
        file = safe.file_of(sys.modules.get(safe.module_of(cls)))
        return bool(file) and self._frames.application(file)


def _top(name: str) -> str:
    return name.partition(".")[0]


def _runtime(fact: dict[str, Any]) -> list[str]:
    said = fact.get("runtime") or ()
    return [said] if isinstance(said, str) else list(said)
