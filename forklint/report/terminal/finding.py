"""One finding: where, what, the code, the way there, what goes wrong, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from forklint.model.finding import Finding
from forklint.model.levels import Confidence
from forklint.model.place import Step
from forklint.model.report import Report
from forklint.report.terminal import frame
from forklint.report.terminal.page import SEVERITY, Page

LONGEST_TRAIL = 10


@dataclass(frozen=True, slots=True)
class Said:
    """What depends on the rest of the report."""

    eyes: str = ""
    """Which eyes saw it, where there were two."""
    like: Finding | None = None
    """An earlier finding that has the same explanation and remedy."""


def eyes(finding: Finding, report: Report) -> str:
    """`confirmed`, `static only` or `probe only`; empty where only one eye looked."""
    if len(report.evidence) < 2:
        return ""
    return "confirmed" if len(finding.evidence) > 1 else f"{finding.evidence[0]} only"


def draw(page: Page, finding: Finding, cwd: Path, said: Said) -> None:
    """Draw one finding."""
    _title(page, finding, said.eyes)
    page.prose(finding.message)
    page.blank()
    frame.draw(page, finding.place, cwd)
    _trail(page, finding.trace)
    _proof(page, finding.proof)
    if said.like is None:
        _section(page, finding.effect, finding.goes_wrong)
        _section(page, "What to do", finding.remedy)
    else:
        _section(page, f"{finding.effect}, and what to do", f"The same as at {said.like.place}.")
    _known_from(page, finding)
    page.blank()


def _title(page: Page, finding: Finding, eyes: str) -> None:
    place = finding.place
    sure = "" if finding.confidence is Confidence.HIGH else f"{finding.confidence.value} confidence"
    remarks = ", ".join(filter(None, (sure, eyes)))
    page.line(
        (f"{place.path}:{place.line}:{place.column + 1}", "bold"),
        "  ",
        (finding.severity.value, SEVERITY[finding.severity.value]),
        f" {finding.rule} {finding.name}",
        (f"  ({remarks})" if remarks else "", "dim"),
    )


def _trail(page: Page, trace: tuple[Step, ...]) -> None:
    if not trace:
        return
    page.line(("How the master gets there", "bold"), indent=2)
    if len(trace) <= LONGEST_TRAIL + 1:  # to say that one is left out would take its line
        page.pairs(_rows(trace), indent=4)
        return
    half = LONGEST_TRAIL // 2
    page.pairs(_rows(trace[:half]), indent=4)
    page.line((f"{page.signs.more} {len(trace) - 2 * half} steps between", "dim"), indent=4)
    page.pairs(_rows(trace[-half:]), indent=4)


def _rows(trace: tuple[Step, ...]) -> list[tuple[str, str]]:
    return [(str(step.place), step.what) for step in trace]


def _proof(page: Page, proof: tuple[str, ...]) -> None:
    if proof:
        page.line(("Proved by the probe", "bold"), indent=2)
    for sentence in proof:
        page.prose(sentence, indent=4, hanging=2)


def _section(page: Page, title: str, text: str) -> None:
    if text:
        page.line((title, "bold"), indent=2)
        page.prose(text, indent=4)


def _known_from(page: Page, finding: Finding) -> None:
    parts = [part for part in (_decided_for(finding), finding.source) if part]
    if parts:
        page.line((f" {page.signs.dot} ".join(parts), "dim"), indent=2)


def _decided_for(finding: Finding) -> str:
    """The version that decided, and what holds in others."""
    library = finding.resource.library if finding.resource else "python"
    if library == "python" or not (finding.version or finding.otherwise):
        return ""
    known = f"decided for {library} {finding.version}" if finding.version else f"version of {library} not known"
    return f"{known}: {finding.otherwise}" if finding.otherwise else known
