"""One line per finding, for editors, `grep` and logs: `path:line:column: FL102 message`, columns from 1."""

from __future__ import annotations

from collections.abc import Iterator

from forklint.model.place import Place
from forklint.model.report import Report
from forklint.report.registry import Context
from forklint.report.words import printable
from forklint.report.worth import conclusion


def write(report: Report, context: Context) -> None:
    """Write the findings, then one line for each gap and for what preloading is worth; nothing for a clean report.

    Where a probe looked too, each finding ends with the eyes that saw it: `[static, probe]`.
    """
    context.stream.writelines(f"{printable(line)}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for finding in report.findings:
        eyes = f" [{', '.join(finding.evidence)}]" if "probe" in report.evidence else ""
        yield f"{_at(finding.place)}: {finding.rule} {finding.message}{eyes}"
    for gap in report.gaps:
        yield f"{_at(gap.place)}: not looked at: {gap.what}"
    for probed in report.probes:
        if probed.worth is not None:
            yield f"{probed.entry}: {conclusion(probed.worth)}"


def _at(place: Place) -> str:
    return f"{place}:{place.column + 1}"
