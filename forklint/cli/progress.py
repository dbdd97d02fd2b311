"""One moving line on standard error, for runs of more than a second on a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from forklint.cli.timing import timed

if TYPE_CHECKING:
    import threading

PATIENCE = 1.0
"""Seconds without a word."""
_STEP = 0.2
_CLEAR = "\r\x1b[K"


@contextmanager
def progress(verbose: bool = False) -> Iterator[Callable[[str], None]]:
    """Gives a function that takes what is being done; silent where nobody watches, in full where that was asked for."""
    if verbose:
        with timed() as begin:
            yield begin
        return
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda text: None
        return
    import threading

    doing, done = [""], threading.Event()
    thread = threading.Thread(target=_draw, args=(doing, done), daemon=True)
    thread.start()
    try:
        yield lambda text: doing.__setitem__(0, text)
    finally:
        done.set()
        thread.join()


def _draw(doing: list[str], done: threading.Event) -> None:
    if done.wait(PATIENCE):
        return
    seconds = PATIENCE
    while not done.wait(_STEP):
        seconds += _STEP
        sys.stderr.write(_CLEAR + _line(doing[0], f" ({seconds:.0f} s)"))
        sys.stderr.flush()
    sys.stderr.write(_CLEAR)
    sys.stderr.flush()


def _line(doing: str, end: str) -> str:
    """No longer than the terminal: what is wrapped cannot be cleared."""
    text, room = f"forklint: {doing}", shutil.get_terminal_size().columns - len(end) - 1
    return (text if len(text) <= room else f"{text[: room - 3]}...") + end
