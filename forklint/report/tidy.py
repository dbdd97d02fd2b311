"""The last hand on a report before anything stores or prints it: no secrets in its words."""

from __future__ import annotations

from dataclasses import replace

from forklint.model.deployment import Deployment
from forklint.model.finding import Finding
from forklint.model.place import Gap, Step
from forklint.model.report import Report
from forklint.report.redact import redact


def tidied(report: Report) -> Report:
    """The same report with passwords and tokens masked in messages, trails, gaps and entries."""
    return replace(
        report,
        targets=tuple(redact(target) for target in report.targets),
        deployments=tuple(_deployment(deployment) for deployment in report.deployments),
        findings=tuple(_finding(finding) for finding in report.findings),
        gaps=tuple(_gap(gap) for gap in report.gaps),
    )


def _deployment(deployment: Deployment) -> Deployment:
    entries = tuple(replace(entry, arguments=redact(entry.arguments)) for entry in deployment.entries)
    return replace(deployment, entries=entries, note=redact(deployment.note))


def _finding(finding: Finding) -> Finding:
    trace = tuple(Step(step.place, redact(step.what)) for step in finding.trace)
    return replace(finding, message=redact(finding.message), trace=trace)


def _gap(gap: Gap) -> Gap:
    return Gap(gap.place, redact(gap.what))
