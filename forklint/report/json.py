"""The report as JSON, version 1: `docs/json.md` describes it. Lines count from 1, columns from 0, as in `ast`."""

from __future__ import annotations

from typing import Any

from forklint import __version__
from forklint.model.finding import Finding
from forklint.model.levels import Severity
from forklint.model.place import Gap, Step
from forklint.model.report import Cleared, Probed, Report, Suppressed
from forklint.model.worth import Way, Worth
from forklint.report import deployments, plain
from forklint.report.registry import Context
from forklint.report.worth import conclusion

VERSION = 1
"""Grows when a key changes its meaning or goes; new keys may come without."""


def write(report: Report, context: Context) -> None:
    """Write one object, indented."""
    context.stream.write(plain.text(document(report)))


def document(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "version": VERSION,
        "tool": {"name": "forklint", "version": __version__},
        "targets": report.targets,
        "deployments": [deployments.document(deployment) for deployment in report.deployments],
        "findings": [_finding(finding) for finding in report.findings],
        "cleared": [_cleared(item) for item in report.cleared],
        "suppressed": [_suppressed(item) for item in report.suppressed],
        "baseline": {"known": [_unheard(finding) for finding in report.known], "stale": report.stale},
        "gaps": [_gap(gap) for gap in report.gaps],
        "coverage": report.coverage if "static" in report.evidence else None,
        "probes": [_probe(probed) for probed in report.probes],
        "summary": {severity.value: report.count(severity) for severity in Severity},
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line or place.line,
        "end_column": place.end_column or place.column,
        "message": finding.message,
        "resource": finding.resource,
        "trace": [_step(step) for step in finding.trace],
        "remedy": finding.remedy,
        "evidence": finding.evidence,
        "proof": finding.proof,
        "fingerprint": finding.fingerprint,
        "version": finding.version or None,
        "otherwise": finding.otherwise,
    }


def _cleared(item: Cleared) -> dict[str, Any]:
    return {**_unheard(item.finding), "why": item.why}


def _suppressed(item: Suppressed) -> dict[str, Any]:
    comment = item.comment
    return {**_unheard(item.finding), "reason": comment.reason, "comment": deployments.place(comment.place)}


def _unheard(finding: Finding) -> dict[str, Any]:
    """What identifies a finding that does not count."""
    return {
        "rule": finding.rule,
        "name": finding.name,
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "resource": finding.resource,
        "fingerprint": finding.fingerprint,
    }


def _probe(probed: Probed) -> dict[str, Any]:
    looked = probed.looked
    return {
        "entry": probed.entry,
        "server": looked.server,
        "server_version": looked.version or None,
        "python": looked.python,
        "workers": looked.workers,
        "method": looked.method,
        "load_seconds": looked.load_seconds,
        "seconds": looked.seconds,
        "modules": probed.modules,
        "notes": probed.notes,
        "worth": _worth(probed.worth) if probed.worth else None,
    }


def _worth(worth: Worth) -> dict[str, Any]:
    return {
        "runs": worth.runs,
        "workers": worth.workers,
        "load_seconds": worth.load,
        "not_preloaded": _way(worth.late),
        "preloaded": _way(worth.preloaded),
        "frozen": _way(worth.frozen),
        "conclusion": conclusion(worth),
    }


def _way(way: Way) -> dict[str, Any]:
    memory = way.memory
    return {
        "boot_seconds": way.boot,
        "own_bytes": memory.own if memory else None,
        "collected_bytes": memory.collected if memory else None,
        "unshared_bytes": memory.unshared if memory else None,
        "together_bytes": memory.together if memory else None,
    }


def _step(step: Step) -> dict[str, Any]:
    place = step.place
    return {"path": place.path, "line": place.line, "column": place.column, "what": step.what}


def _gap(gap: Gap) -> dict[str, Any]:
    return {"path": gap.place.path, "line": gap.place.line, "what": gap.what}
