"""One line per finding, for editors, `grep` and logs: `path:line:column: FL102 message`, columns from 1."""

from __future__ import annotations

from forklint.model.report import Report
from forklint.report.registry import Context
from forklint.report.worth import conclusion


def write(report: Report, context: Context) -> None:
    """Write the findings, then one line for each gap and for what preloading is worth; nothing for a clean report.

    Where a probe looked too, each finding ends with the eyes that saw it: `[static, probe]`.
    """
    for finding in report.findings:
        place = finding.place
        eyes = f" [{', '.join(finding.evidence)}]" if "probe" in report.evidence else ""
        context.stream.write(f"{place.path}:{place.line}:{place.column + 1}: {finding.rule} {finding.message}{eyes}\n")
    for gap in report.gaps:
        context.stream.write(f"{gap.place.path}:{gap.place.line}:{gap.place.column + 1}: not looked at: {gap.what}\n")
    for probed in report.probes:
        if probed.worth is not None:
            context.stream.write(f"{probed.entry}: {conclusion(probed.worth)}\n")
