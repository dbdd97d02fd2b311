"""A probe that somebody ends is ended in order: its processes first, then this one."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = ("SIGTERM", "SIGHUP")


class Ended(KeyboardInterrupt):
    """A signal that asks a program to end; as Ctrl-C does, it stops whatever is being done."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.exit_status = 128 + number
        """As a shell tells of programs that a signal has ended."""


@contextmanager
def orderly() -> Iterator[None]:
    """While it lasts, SIGTERM and SIGHUP raise Ended; unless they are ignored, as `nohup` has it."""
    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    before = {number: handler for number in numbers if (handler := signal.getsignal(number)) is not signal.SIG_IGN}
    for number in before:
        signal.signal(number, _raise)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)


def _raise(number: int, frame: FrameType | None) -> None:
    raise Ended(number)
