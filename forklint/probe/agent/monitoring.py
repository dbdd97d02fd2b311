"""Follows lines by `sys.monitoring` (Python 3.12 and later): code of libraries is left alone after its first call."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .lines import Watch

NAME = "forklint"
TOOLS = (2, 3, 4, 5)
"""Numbers that a tool may have; 0 is a debugger's and 1 coverage's."""


class Monitoring:
    """A tool of `sys.monitoring`. Its events come from all threads; the watch knows which are followed."""

    everywhere = True

    def __init__(self, watch: Watch, application: Any) -> None:
        self._watch = watch
        self._application = application
        self._followed = 0
        self._tool: int | None = None
        self._codes: list[CodeType] = []
        python: Any = sys  # `monitoring` is unknown to the oldest Python that we are checked for
        self._monitoring: Any = python.monitoring

    def begin(self) -> bool:
        """Follow; False where other tools have taken all numbers."""
        if self._tool is None:
            self._tool = self._free()
            if self._tool is None:
                return False
            self._listen(self._tool)
        self._followed += 1
        return True

    def end(self) -> None:
        """Leave the interpreter as it was, after the last thread."""
        self._followed -= 1
        if self._followed > 0 or self._tool is None:
            return
        tool, self._tool = self._tool, None
        self._monitoring.set_events(tool, 0)
        for code in self._codes:
            self._monitoring.set_local_events(tool, code, 0)
        for event in self._callbacks():
            self._monitoring.register_callback(tool, event, None)
        self._monitoring.free_tool_id(tool)
        self._codes.clear()

    def holds(self) -> bool:
        """Nobody takes a tool's number away."""
        return self._tool is not None

    def _free(self) -> int | None:
        for tool in TOOLS:
            try:
                self._monitoring.use_tool_id(tool, NAME)
            except ValueError:
                continue
            return tool
        return None

    def _listen(self, tool: int) -> None:
        events = self._monitoring.events
        for event, callback in self._callbacks().items():
            self._monitoring.register_callback(tool, event, callback)
        # An unwinding frame and `throw` cannot be told of for single functions.
        self._monitoring.set_events(tool, events.PY_START | events.PY_RESUME | events.PY_THROW | events.PY_UNWIND)

    def _callbacks(self) -> dict[int, Any]:
        events = self._monitoring.events
        return {
            events.PY_START: self._begun,
            events.PY_RESUME: self._begun,
            events.PY_THROW: self._thrown,
            events.LINE: self._watch.line,
            events.PY_RETURN: self._left,
            events.PY_YIELD: self._left,
            events.PY_UNWIND: self._unwound,
        }

    def _begun(self, code: CodeType, offset: int) -> Any:
        if not self._application(code.co_filename):
            return self._monitoring.DISABLE
        self._follow(code)
        self._tell(self._watch.begun)
        return None

    def _thrown(self, code: CodeType, offset: int, error: BaseException) -> None:
        if self._application(code.co_filename):
            self._follow(code)
            self._tell(self._watch.begun)
        else:
            self._watch.skipped(1)

    def _left(self, code: CodeType, offset: int, value: object) -> None:
        self._tell(self._watch.left)

    def _unwound(self, code: CodeType, offset: int, error: BaseException) -> None:
        if self._application(code.co_filename):
            self._tell(self._watch.left)
        else:
            self._watch.skipped(1)

    def _tell(self, hear: Callable[[FrameType], None]) -> None:
        """Tell of the frame that the event is about."""
        try:
            frame = sys._getframe(2)
        except Exception as error:  # an audit hook forbids to look at frames
            self._watch.failed(error)
        else:
            hear(frame)

    def _follow(self, code: CodeType) -> None:
        tool, events = self._tool, self._monitoring.events
        if tool is not None and not self._monitoring.get_local_events(tool, code):
            self._monitoring.set_local_events(tool, code, events.LINE | events.PY_RETURN | events.PY_YIELD)
            self._codes.append(code)
