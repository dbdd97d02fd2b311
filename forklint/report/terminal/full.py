"""The report for a person: header, findings, summary."""

from __future__ import annotations

from forklint.model.finding import Finding
from forklint.model.report import Report
from forklint.report.registry import Context
from forklint.report.terminal import finding, header, summary, worth
from forklint.report.terminal.page import Page


def write(report: Report, context: Context) -> None:
    """Draw the report; an explanation that several findings share stands once."""
    page = Page(context.stream, context.color)
    if not context.quiet:
        header.draw(page, report)
    explained: dict[tuple[str, str], Finding] = {}
    for one in report.findings:
        like = explained.setdefault((one.goes_wrong, one.remedy), one)
        said = finding.Said(finding.eyes(one, report), None if like is one else like)
        finding.draw(page, one, context.cwd, said)
    if context.quiet:
        summary.gaps(page, report.gaps)
        return
    summary.draw(page, report)
    worth.draw(page, report)
