"""The end of the report: how many, how much of load time was followed, what was not looked at."""

from __future__ import annotations

from forklint.model.levels import Severity, Ternary
from forklint.model.place import Gap
from forklint.model.report import Cleared, Coverage, Probed, Report, Suppressed
from forklint.model.words import plural
from forklint.report.terminal.page import SEVERITY, Page

MOST_GAPS = 10


def draw(page: Page, report: Report) -> None:
    """Counts, coverage, gaps."""
    _counts(page, report)
    if "static" in report.evidence:
        page.prose(followed(report.coverage), style="dim")
    for probed in report.probes:
        _probed(page, probed)
    _cleared(page, report.cleared)
    _suppressed(page, report.suppressed)
    _baseline(page, report)
    gaps(page, report.gaps)
    if report.findings:
        rule = min(report.findings, key=lambda finding: finding.severity.rank).rule
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
            parts.append((f"{number} {word}", SEVERITY[severity.value]))
    files = len({finding.place.path for finding in report.findings})
    page.line(*parts, f" in {plural(files, 'file')}")


def _nothing(report: Report) -> str:
    if report.deployments and all(deployment.preload is Ternary.NO for deployment in report.deployments):
        return "No findings: the master forks before it loads the application."
    if report.known:
        return "No new findings."
    if report.suppressed:
        return "No findings but those that comments silence."
    if not report.probes:
        return "No findings: nothing that forklint knows is live at the fork."
    return "No findings: no worker shares, lacks or repeats what the application opened."


def _probed(page: Page, probed: Probed) -> None:
    """How far the probe's silence reaches, and what else to know."""
    looked, modules = probed.looked, plural(probed.modules, "module")
    text = f"Probe: {modules} loaded in {looked.load_seconds:.2f} s, {looked.seconds:.1f} s in all"
    page.prose(f"{text}; descriptors compared by {looked.method}.", style="dim")
    for note in probed.notes:
        page.prose(f"{page.signs.dot} {note}", indent=2, hanging=2)


def _cleared(page: Page, cleared: tuple[Cleared, ...]) -> None:
    if not cleared:
        return
    page.line((f"Cleared by the probe: {plural(len(cleared), 'static finding')}", "bold green"))
    page.pairs([(str(item.finding.place), _why(item)) for item in cleared[:MOST_GAPS]], indent=2)
    if len(cleared) > MOST_GAPS:
        page.line(_more(page, len(cleared)), indent=2)


def _suppressed(page: Page, suppressed: tuple[Suppressed, ...]) -> None:
    if suppressed:
        codes = ", ".join(sorted({item.finding.rule for item in suppressed}))
        page.prose(f"Silenced by comments: {plural(len(suppressed), 'finding')} ({codes}).", style="dim")


def _baseline(page: Page, report: Report) -> None:
    if report.known:
        page.prose(f"Known from the baseline: {plural(len(report.known), 'finding')}.", style="dim")
    if report.stale:
        title = f"In the baseline, and not found any more: {plural(len(report.stale), 'finding')}"
        page.line((title, "bold yellow"))
        rows = [(one.path, f"{one.rule} {one.symbol or one.resource}") for one in report.stale[:MOST_GAPS]]
        page.pairs(rows, indent=2)
        if len(report.stale) > MOST_GAPS:
            page.line(_more(page, len(report.stale)), indent=2)


def _why(item: Cleared) -> str:
    call = item.finding.resource.call if item.finding.resource else item.finding.name
    return f"{item.finding.rule} `{call}`: {item.why}"


def _more(page: Page, number: int) -> str:
    return f"{page.signs.more} and {number - MOST_GAPS} more; --output-format json lists them all"


def followed(coverage: Coverage) -> str:
    """How much of load time was followed, in one sentence."""
    text = f"Load time: {plural(coverage.modules, 'module')}, {plural(coverage.functions, 'function')}, "
    text += plural(coverage.calls, "call")
    if not coverage.unknown:
        return f"{text}, all followed."
    share = 100 * coverage.unknown / max(coverage.calls, 1)
    lead = "lead to code that forklint does not know and count as harmless"
    return f"{text}; {coverage.unknown} of them ({share:.0f} %) {lead}."


def gaps(page: Page, found: tuple[Gap, ...]) -> None:
    """What was not looked at; nothing where that is nothing."""
    if not found:
        return
    page.line((f"Not looked at: {plural(len(found), 'place')}", "bold yellow"))
    rows = _by_file(found)
    page.pairs(rows[:MOST_GAPS], indent=2)
    if len(rows) > MOST_GAPS:
        page.line(_more(page, len(rows)), indent=2)


def _by_file(gaps: tuple[Gap, ...]) -> list[tuple[str, str]]:
    """What is the same all over a file stands once, at its first place."""
    places: dict[tuple[str, str], list[str]] = {}
    for gap in gaps:
        places.setdefault((gap.place.path, gap.what), []).append(str(gap.place))
    return [
        (found[0], f"{what} ({len(found)} times in this file)" if len(found) > 1 else what)
        for (_, what), found in places.items()
    ]
