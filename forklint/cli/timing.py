"""`--verbose`: what a run spends its time on, phase by phase, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from forklint.cli.streams import remark

_STARTED = perf_counter()
"""About when the command line was understood; what Python takes to start comes before it."""


@contextmanager
def timed() -> Iterator[Callable[[str], None]]:
    """Gives a function that takes what is being done; a phase lasts until the next one begins."""
    doing, since = "starting", _STARTED

    def begin(what: str) -> None:
        nonlocal doing, since
        _say(since, doing)
        doing, since = what, perf_counter()

    try:
        yield begin
    finally:
        begin("")


@contextmanager
def last_phase(what: str, verbose: bool) -> Iterator[None]:
    """The one after which all is done, told only where that was asked for."""
    since = perf_counter()
    yield
    if verbose:
        _say(since, what)
        _say(_STARTED, "in all")


def _say(since: float, what: str) -> None:
    remark(f"{perf_counter() - since:7.3f} s  {what}")
