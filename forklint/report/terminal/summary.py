"""The end of the report: how many, how much of load time was followed, what was not looked at."""

from __future__ import annotations

from forklint.model.levels import Severity, Ternary
from forklint.model.place import Gap
from forklint.model.report import Coverage, Report
from forklint.report.terminal.finding import STYLE
from forklint.report.terminal.page import Page

MOST_GAPS = 10


def draw(page: Page, report: Report) -> None:
    """Counts, coverage, gaps."""
    _counts(page, report)
    page.prose(followed(report.coverage), style="dim")
    _gaps(page, report.gaps)
    if report.findings:
        rule = report.findings[0].rule
        page.prose(f"`forklint rule {rule}` explains a rule with a bad and a good example.", style="dim")


def _counts(page: Page, report: Report) -> None:
    if not report.findings:
        page.line((_nothing(report), "bold green"))
        return
    parts: list[str | tuple[str, str]] = []
    for severity in Severity:
        if number := report.count(severity):
            word = (
                severity.value if severity is Severity.INFO else plural(number, severity.value)[len(str(number)) + 1 :]
            )
            parts += [f" {page.signs.dot} "] if parts else []
            parts.append((f"{number} {word}", STYLE[severity.value]))
    files = len({finding.place.path for finding in report.findings})
    page.line(*parts, f" in {plural(files, 'file')}")


def _nothing(report: Report) -> str:
    if report.deployments and all(deployment.preload is Ternary.NO for deployment in report.deployments):
        return "No findings: the master forks before it loads the application."
    return "No findings: nothing that forklint knows is live at the fork."


def followed(coverage: Coverage) -> str:
    """How much of load time was followed, in one sentence."""
    text = f"Load time: {plural(coverage.modules, 'module')}, {plural(coverage.functions, 'function')}, "
    text += plural(coverage.calls, "call")
    if not coverage.unknown:
        return f"{text}, all followed."
    share = 100 * coverage.unknown / max(coverage.calls, 1)
    lead = "lead to code that forklint does not know and count as harmless"
    return f"{text}; {coverage.unknown} of them ({share:.0f} %) {lead}."


def _gaps(page: Page, gaps: tuple[Gap, ...]) -> None:
    if not gaps:
        return
    page.line((f"Not looked at: {plural(len(gaps), 'place')}", "bold yellow"))
    rows = _by_file(gaps)
    page.pairs(rows[:MOST_GAPS], indent=2)
    if len(rows) > MOST_GAPS:
        more = f"{page.signs.more} and {len(rows) - MOST_GAPS} more; --output-format json lists them all"
        page.line(more, indent=2)


def _by_file(gaps: tuple[Gap, ...]) -> list[tuple[str, str]]:
    """What is the same all over a file stands once, at its first place."""
    places: dict[tuple[str, str], list[str]] = {}
    for gap in gaps:
        places.setdefault((gap.place.path, gap.what), []).append(str(gap.place))
    return [
        (found[0], f"{what} ({len(found)} times in this file)" if len(found) > 1 else what)
        for (_, what), found in places.items()
    ]


def plural(number: int, word: str, *unchanging: str) -> str:
    """`1 file`, `2 files`; some words stay as they are."""
    return f"{number} {word}{'' if number == 1 or word in unchanging else 's'}"
