"""What ends a process without a word is told right before it happens, with the line of the application.

`os._exit` and `os.abort` raise no audit event, so they are wrapped; `exec` and signals to a process of ours do.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from .frames import Frames
from .wire import Wire

leave = os._exit
"""As it was before anybody replaced it."""

Handler = Callable[[str, tuple[Any, ...]], None]


class Endings:
    """Tells of the ends of this process, and of the forks that it makes while it loads."""

    def __init__(self, wire: Wire, frames: Frames) -> None:
        self._wire, self._frames = wire, frames

    def wrap(self) -> None:
        """Put a function in the place of each that ends the process without an event."""
        module: Any = sys.modules["os"]
        for name in ("_exit", "abort"):
            setattr(module, name, self._telling(name, getattr(module, name)))

    def handlers(self) -> dict[str, Handler]:
        """Audit events that may be the last ones."""
        signals = dict.fromkeys(("os.kill", "os.killpg", "signal.pthread_kill"), self._signal)
        return {"os.exec": self._exec, **signals}

    def forks(self) -> None:
        """The application forks: should this process then leave, it has gone into the background."""
        self._tell("forks", "os.fork", "")

    def _telling(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def end(*arguments: Any) -> Any:
            self._tell("ending", f"os.{name}", arguments[0] if arguments and type(arguments[0]) is int else "")
            return original(*arguments)

        end.__name__ = end.__qualname__ = name
        return end

    def _exec(self, event: str, arguments: tuple[Any, ...]) -> None:
        self._tell("ending", event, os.path.basename(os.fsdecode(arguments[0])))

    def _signal(self, event: str, arguments: tuple[Any, ...]) -> None:
        target, number = arguments[:2]
        if number and (event == "signal.pthread_kill" or target in self._near(event)):
            self._tell("ending", event, int(number), target=target if event == "os.kill" and target > 0 else 0)

    def _near(self, event: str) -> tuple[int, ...]:
        """What a signal is sent to that may end this process or its master."""
        group = os.getpgrp()
        return (group, 0) if event == "os.killpg" else (os.getpid(), os.getppid(), 0, -1, -group)

    def _tell(self, kind: str, event: str, what: Any, **more: Any) -> None:
        stack, _ = self._frames.stack(sys._getframe(1))
        if stack:
            self._wire.send(kind, event=event, what=what, stack=stack[-1:], **more)
