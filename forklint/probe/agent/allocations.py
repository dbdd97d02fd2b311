"""The second load: which line allocated an object, as `tracemalloc` remembers it."""

from __future__ import annotations

import sys
import tracemalloc
from types import ModuleType
from typing import Any

from .codes import name_of
from .frames import Frames

FRAMES = 60
"""Frames that are remembered of each allocation: an import alone takes six of them."""

Origin = dict[str, Any]


class Allocations:
    """Asks `tracemalloc`, from before the application is loaded until the master has been looked at."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._modules: dict[str, ModuleType] = {}

    def begin(self) -> None:
        """Remember every allocation from now on. Does nothing where the environment has started it already."""
        tracemalloc.start(FRAMES)

    def end(self) -> None:
        """Forget: the workers would only pay for it."""
        tracemalloc.stop()

    def origin(self, made: object) -> Origin | None:
        """The application's lines that led to an object's allocation; None where there are none, or it is older."""
        remembered = tracemalloc.get_object_traceback(made)
        if remembered is None:
            return None
        stack: list[list[object]] = []
        via = ""
        for frame in remembered:  # outermost first
            if self._frames.application(frame.filename):
                module = self._module(frame.filename)
                name = module.__name__ if module is not None else ""
                stack.append([frame.filename, frame.lineno, name_of(module, frame.filename, frame.lineno), name])
                via = ""
            elif stack and not via:
                via = self._called(frame.filename)
        if not stack:
            return None
        return {"stack": stack, "via": via, "event": "allocation", "what": "", "exact": True, "window": ""}

    def _called(self, file: str) -> str:
        module = self._module(file)
        return module.__name__ if module is not None else ""

    def _module(self, file: str) -> ModuleType | None:
        if not self._modules:
            held = [module for module in list[Any](sys.modules.values()) if isinstance(module, ModuleType)]
            self._modules = {str(vars(module).get("__file__")): module for module in held}
        return self._modules.get(file)
