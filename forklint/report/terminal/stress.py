"""What an experiment brought, for a person: answers, how long they took, and the lines that explain them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from rich.table import Table

from forklint.model.report import Report
from forklint.model.stress import REPAIRED, SUBJECT, Latency, Side, Stressed
from forklint.model.words import plural
from forklint.report.terminal import answers, finding
from forklint.report.terminal.page import Page
from forklint.report.words import printable

ALWAYS = (
    "Where answers differ, every one does, and in the same way: two workers that disturb each other look otherwise. It "
    "may be a thread that no worker has; or what is made once, when the application is loaded, and may differ by "
    "nature (a date, an id): `--ignore REGEX` leaves that out."
)


def write(
    done: Stressed, report: Report | None, unexplained: str, cwd: Path, stream: TextIO, color: bool | None
) -> None:
    """Header, answers, latencies, conclusion, and a probe's findings where one has looked."""
    page = Page(stream, color)
    _header(page, done)
    for ask in dict.fromkeys(tally.ask for side in done.sides for tally in side.tallies):
        answers.draw(page, done, ask)
    _latencies(page, done.sides)
    for side in done.sides[1:]:
        _conclusion(page, side, done)
    if report is not None or unexplained:
        _explanation(page, report, unexplained, cwd)


def _header(page: Page, done: Stressed) -> None:
    sent = f"{plural(done.rounds, 'round')} of {plural(done.requests, 'request')}, {done.concurrency} at once"
    page.line((f"{done.server}: {done.entry}", "bold"), f" ({done.version}, {plural(done.workers, 'worker')}), {sent}")
    for side in done.sides:
        page.line((f"{side.name:{answers.NAME}}", "bold"), side.about, indent=2)
    page.blank()


def _latencies(page: Page, sides: Iterable[Side]) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for position, title in enumerate(("", "median", "95 %", "longest")):
        table.add_column(title, justify="right" if position else "left")
    for side in sides:
        if side.latency is not None:
            table.add_row(f"  {side.name}", *_milliseconds(side.latency))
    if table.row_count:
        page.line(("Time to an answer, ms", "bold"))
        page.console.print(table)
        page.blank()


def _milliseconds(latency: Latency) -> list[str]:
    return [f"{seconds * 1000:.0f}" for seconds in (latency.median, latency.most_of_all, latency.longest)]


def _conclusion(page: Page, side: Side, done: Stressed) -> None:
    page.prose(f"{_subject_of(side)} {_verdict(side, done)}.", style="bold red" if side.misbehaves else "bold green")
    if _always_differs(side, done.sides[0]):
        page.prose(ALWAYS)
    _printed(page, side)
    if side.name == done.sides[-1].name and done.stopped:
        page.prose(f"It ended before all rounds were played: {done.stopped}.")


def _printed(page: Page, side: Side) -> None:
    if side.printed:
        page.blank()
        page.prose(f"The last lines that the {side.name} printed:")
        for line in side.printed:
            page.line((printable(line), "dim"), indent=2)


def _always_differs(side: Side, reference: Side) -> bool:
    """Whether each request with strange answers has one answer, of the right status, and never the reference's."""
    statuses = {tally.ask: tally.answer.status for tally in reference.tallies}
    variants = Counter(tally.ask for tally in side.tallies)
    strange = [tally for tally in side.tallies if tally.strange]
    alike = (variants[one.ask] == 1 and one.answer.status == statuses.get(one.ask) for one in strange)
    return bool(strange) and all(alike)


def _subject_of(side: Side) -> str:
    if side.name != REPAIRED:
        return f"The {side.name}"
    return "The repair does not hold: it" if side.misbehaves else "The repair holds: it"


def _verdict(side: Side, done: Stressed) -> str:
    if side.failure:
        return f"did not start, and the reference did: {side.failure}"
    faults = []
    if side.strange:
        rounds = f"in {side.strange_rounds} of {plural(done.rounds, 'round')}"
        faults.append(f"gave {side.strange} of {side.sent} answers that the reference never gave, {rounds}")
    if side.ended:
        faults.append(f"lost {plural(side.ended, 'worker')}, the reference none")
    return "; it ".join(faults) or f"answered {side.sent} of {side.sent} as the reference does, in every round"


def _explanation(page: Page, report: Report | None, unexplained: str, cwd: Path) -> None:
    page.blank()
    if report is None:
        page.prose(f"What explains it is not known: the probe could not look ({unexplained}).")
    elif not report.findings:
        page.prose(f"A probe of the {SUBJECT} found nothing that explains it. `forklint check` may see more.")
    else:
        page.line(("What explains it: the findings of a probe", "bold"))
        page.blank()
        for one in report.findings:
            finding.draw(page, one, cwd, finding.Said())
