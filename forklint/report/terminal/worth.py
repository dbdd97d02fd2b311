"""What preloading is worth, as a small table and its conclusion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from forklint.model.report import Probed, Report
from forklint.model.words import plural
from forklint.model.worth import Memory, Spread, Way, Worth
from forklint.report.terminal.page import Page
from forklint.report.worth import conclusion, megabytes, number, scaled

if TYPE_CHECKING:
    from rich.table import Table

_TITLES = ("", "not preloaded", "preloaded", "with gc.freeze()")
_LONG = 10.0
"""Seconds from which on milliseconds say too much."""


def draw(page: Page, report: Report) -> None:
    """One section for each master that was measured; nothing where none was."""
    for probed in report.probes:
        if probed.worth is not None:
            _draw(page, probed, probed.worth, several=len(report.probes) > 1)


def _draw(page: Page, probed: Probed, worth: Worth, several: bool) -> None:
    page.blank()
    page.line((f"What preloading is worth{f' to {probed.entry}' if several else ''}", "bold"))
    page.console.print(_table(page, worth))
    page.prose(conclusion(worth), indent=2)
    page.prose(_how(worth), indent=2, style="dim")


def _table(page: Page, worth: Worth) -> Table:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for position, title in enumerate(_TITLES):
        table.add_column(title, justify="right" if position else "left")
    for label, spreads in _rows(worth):
        table.add_row(f"  {label}", *(_cell(page, spread) for spread in spreads))
    return table


def _rows(worth: Worth) -> Iterator[tuple[str, list[Spread]]]:
    ways = (worth.late, worth.preloaded, worth.frozen)
    unit, factor = ("s", 1) if worth.late.boot.most >= _LONG else ("ms", 1000)
    yield f"boot, {unit}", [scaled(way.boot, factor) for way in ways]
    if all(way.memory is not None for way in ways):
        everyone = f"master + {plural(worth.workers, 'worker')}, MB"
        yield "own memory, MB", _megabytes(ways, lambda memory: memory.own)
        yield "  after a collection", _megabytes(ways, lambda memory: memory.collected)
        yield everyone, _megabytes(ways, lambda memory: memory.together)


def _megabytes(ways: tuple[Way, ...], which: Callable[[Memory], Spread]) -> list[Spread]:
    return [megabytes(which(way.memory)) for way in ways if way.memory is not None]


def _cell(page: Page, spread: Spread) -> str:
    """`46.0 (45.9-46.1)`."""
    least, most = number(spread.least, spread), number(spread.most, spread)
    return f"{number(spread.median, spread)} ({least}{page.signs.to}{most})"


def _how(worth: Worth) -> str:
    """What was measured, so that nobody reads more out of it."""
    samples = f"{plural(worth.runs, 'run')} with {plural(worth.workers, 'worker')} each"
    text = f"Medians of {samples} (least to most): idle workers, without a server, before any request."
    if worth.late.memory is None:
        return text
    return f"{text} Own memory is what no other process has (USS); together, shared pages count once (PSS)."

