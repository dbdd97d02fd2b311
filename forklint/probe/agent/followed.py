"""A thread whose lines are followed."""

from __future__ import annotations

from types import CodeType, FrameType

from .frames import Frames

Stack = list[list[object]]
"""The application's frames as `frames` tells them, outermost first."""


class Followed:
    """What a followed thread executes: the application's line that has begun last, in the frame that it began in."""

    __slots__ = ("windows", "code", "line", "busy", "tasks")

    def __init__(self) -> None:
        self.windows = 1
        """Windows that are open on it; one more where it is followed only because another thread is."""
        self.code: CodeType | None = None
        self.line = 0
        self.busy: int | None = None
        """CPU time of all other threads at its last look; None where there were none."""
        self.tasks = 0
        """How many native tasks there were at its last look, as `descriptors.glance` counts them."""

    def before(self, frame: FrameType, frames: Frames) -> Stack:
        """The stack as it was until the line of this frame began that begins now."""
        if self.code is not frame.f_code:  # the frame began unseen
            return frames.stack(frame.f_back)[0] if frame.f_back is not None else []
        stack = frames.stack(frame)[0]
        stack[-1][1] = self.line
        return stack

    def back_in(self, frame: FrameType | None, frames: Frames) -> None:
        """A frame ends: its caller's line goes on, or that of the next of the application's frames."""
        above = frames.innermost(frame)
        self.code, self.line = (above.f_code, above.f_lineno) if above is not None else (None, 0)
