"""One finding: where, what, the code, the way there, what goes wrong, what to do."""

from __future__ import annotations

from pathlib import Path

from forklint.model.finding import Finding
from forklint.model.levels import Confidence
from forklint.model.place import Step
from forklint.report.terminal import frame
from forklint.report.terminal.page import Page

STYLE = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}
LONGEST_TRAIL = 10


def draw(page: Page, finding: Finding, cwd: Path, like: Finding | None) -> None:
    """Draw one finding; `like` is an earlier one that has the same explanation and remedy."""
    _title(page, finding)
    page.prose(finding.message)
    page.blank()
    frame.draw(page, finding.place, cwd)
    _trail(page, finding.trace)
    if like is None:
        _section(page, "In the workers", finding.goes_wrong)
        _section(page, "What to do", finding.remedy)
    else:
        _section(page, "In the workers, and what to do", f"The same as at {like.place}.")
    _known_from(page, finding)
    page.blank()


def _title(page: Page, finding: Finding) -> None:
    place = finding.place
    sure = "" if finding.confidence is Confidence.HIGH else f"  ({finding.confidence.value} confidence)"
    page.line(
        (f"{place.path}:{place.line}:{place.column + 1}", "bold"),
        "  ",
        (finding.severity.value, STYLE[finding.severity.value]),
        f" {finding.rule} {finding.name}",
        (sure, "dim"),
    )


def _trail(page: Page, trace: tuple[Step, ...]) -> None:
    if not trace:
        return
    page.line(("How the master gets there", "bold"), indent=2)
    if len(trace) <= LONGEST_TRAIL:
        page.pairs(_rows(trace), indent=4)
        return
    half = LONGEST_TRAIL // 2
    page.pairs(_rows(trace[:half]), indent=4)
    page.line((f"{page.signs.more} {len(trace) - 2 * half} steps between", "dim"), indent=4)
    page.pairs(_rows(trace[-half:]), indent=4)


def _rows(trace: tuple[Step, ...]) -> list[tuple[str, str]]:
    return [(str(step.place), step.what) for step in trace]


def _section(page: Page, title: str, text: str) -> None:
    if text:
        page.line((title, "bold"), indent=2)
        page.prose(text, indent=4)


def _known_from(page: Page, finding: Finding) -> None:
    library = finding.resource.library if finding.resource else ""
    parts = []
    if finding.version and library != "python":
        parts.append(f"decided for {library} {finding.version}")
    if finding.source:
        parts.append(finding.source)
    if parts:
        page.line((f" {page.signs.dot} ".join(parts), "dim"), indent=2)
