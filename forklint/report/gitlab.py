"""GitLab's code quality report: a JSON array, shown in the merge request."""

from __future__ import annotations

import hashlib
from typing import Any

from forklint.model.finding import Finding
from forklint.model.levels import Severity
from forklint.model.place import Gap, Place
from forklint.model.report import Report
from forklint.report import plain
from forklint.report.registry import Context
from forklint.report.repository import from_top

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def write(report: Report, context: Context) -> None:
    """Write findings, then gaps as `info`, since GitLab has no other place for them."""
    report = from_top(report, context.cwd)
    issues = [*map(_finding, report.findings), *map(_gap, dict.fromkeys(report.gaps))]
    context.stream.write(plain.text(issues))


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "description": f"{finding.rule} {finding.message}",
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": _location(finding.place),
    }


def _gap(gap: Gap) -> dict[str, Any]:
    key = f"{gap.place.path}\0{gap.place.line}\0{gap.place.column}\0{gap.what}"
    return {
        "description": f"not looked at: {gap.what}",
        "check_name": "not-looked-at",
        "fingerprint": hashlib.sha256(key.encode()).hexdigest()[:32],
        "severity": "info",
        "location": _location(gap.place),
    }


def _location(place: Place) -> dict[str, Any]:
    begin = max(place.line, 1)
    return {"path": place.path, "lines": {"begin": begin, "end": max(begin, place.end_line)}}
