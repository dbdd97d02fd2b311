"""`--verbose`: what a run spends its time on, phase by phase, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from forklint.cli.streams import remark


@contextmanager
def timed() -> Iterator[Callable[[str], None]]:
    """Gives a function that takes what is being done; a phase lasts until the next one begins."""
    doing, since = "", perf_counter()

    def begin(what: str) -> None:
        nonlocal doing, since
        if doing:
            remark(f"{perf_counter() - since:7.3f} s  {doing}")
        doing, since = what, perf_counter()

    try:
        yield begin
    finally:
        begin("")


@contextmanager
def phase(what: str, verbose: bool) -> Iterator[None]:
    """One phase, told only where that was asked for."""
    if not verbose:
        yield
        return
    with timed() as begin:
        begin(what)
        yield
