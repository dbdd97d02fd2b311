"""Who says which lines are executed: `sys.monitoring`, or `sys.settrace` where there is none or no place in it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from .monitoring import Monitoring
from .tracing import Tracing

if TYPE_CHECKING:
    from .lines import Watch


class Follower(Protocol):
    """Tells the watch of the application's lines."""

    everywhere: bool
    """Whether it tells of all threads, not only of those that have begun to follow."""

    def begin(self) -> bool:
        """Follow this thread; False where that is not possible."""

    def end(self) -> None:
        """No longer."""

    def holds(self) -> bool:
        """Whether this thread is still followed: an application may put another function in its place."""


def begun(follower: Follower | None, watch: Watch, application: Callable[[str], bool]) -> Follower:
    """The follower, or the first that can follow this thread, which it does from now on."""
    if follower is None and sys.version_info >= (3, 12):
        follower = Monitoring(watch, application)
    if follower is not None and follower.begin():
        return follower
    tracing = Tracing(watch, application)
    tracing.begin()
    return tracing
