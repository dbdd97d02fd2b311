"""The last hand on a report before anything stores or prints it: no secrets in its words."""

from __future__ import annotations

from dataclasses import replace

from forklint.model.deployment import Deployment
from forklint.model.finding import Finding
from forklint.model.place import Gap, Place, Step
from forklint.model.report import Report
from forklint.report.redact import redact


def tidied(report: Report) -> Report:
    """The same report with passwords and tokens masked, and with paths that can be written down as UTF-8."""
    return replace(
        report,
        targets=tuple(_clean(target) for target in report.targets),
        deployments=tuple(_deployment(deployment) for deployment in report.deployments),
        findings=tuple(_finding(finding) for finding in report.findings),
        gaps=tuple(Gap(_place(gap.place), _clean(gap.what)) for gap in report.gaps),
    )


def _deployment(deployment: Deployment) -> Deployment:
    entries = tuple(replace(entry, arguments=_clean(entry.arguments)) for entry in deployment.entries)
    return replace(deployment, entries=entries, note=_clean(deployment.note))


def _finding(finding: Finding) -> Finding:
    trace = tuple(Step(_place(step.place), _clean(step.what)) for step in finding.trace)
    return replace(finding, place=_place(finding.place), message=_clean(finding.message), trace=trace)


def _place(place: Place) -> Place:
    return place if place.path.isascii() else replace(place, path=_encodable(place.path))


def _clean(text: str) -> str:
    return redact(_encodable(text))


def _encodable(text: str) -> str:
    """File names are bytes: those that are no UTF-8 reach Python as lone surrogates, which nothing can write."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
