"""The report for a person: header, findings, summary."""

from __future__ import annotations

from pathlib import Path

from forklint.model.finding import Finding
from forklint.model.report import Report
from forklint.report.registry import Context
from forklint.report.terminal import header, summary
from forklint.report.terminal.page import Page


def write(report: Report, context: Context) -> None:
    """Draw the report."""
    page = Page(context.stream, context.color)
    if not context.quiet:
        header.draw(page, report)
    if report.findings:
        _findings(page, report, context.cwd)
    if context.quiet:
        summary.gaps(page, report.gaps)
        return
    summary.draw(page, report)
    if report.probes:
        from forklint.report.terminal import worth

        worth.draw(page, report)


def _findings(page: Page, report: Report, cwd: Path) -> None:
    """Each of them; an explanation that several share stands once."""
    from forklint.report.terminal import finding  # what frames source is not needed where nothing is found

    explained: dict[tuple[str, str], Finding] = {}
    for one in report.findings:
        like = explained.setdefault((one.goes_wrong, one.remedy), one)
        said = finding.Said(finding.eyes(one, report), None if like is one else like)
        finding.draw(page, one, cwd, said)
