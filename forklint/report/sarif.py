"""SARIF 2.1.0, for code scanning: trails are code flows, gaps are notifications of the tool."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from forklint import __version__
from forklint.knowledge.rules import rule
from forklint.model.finding import Finding
from forklint.model.levels import Severity
from forklint.model.place import Place, Step
from forklint.model.report import Report
from forklint.report import plain
from forklint.report.registry import Context
from forklint.report.repository import from_top, top
from forklint.report.words import explained

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report, context: Context) -> None:
    """Write one log with one run."""
    report = from_top(report, context.cwd)
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, context)]}
    context.stream.write(plain.text(log))


def _run(report: Report, context: Context) -> dict[str, Any]:
    unheard = [*(item.finding for item in report.cleared), *(one.finding for one in report.suppressed), *report.known]
    codes = sorted({finding.rule for finding in (*report.findings, *unheard)})
    driver = {"name": "forklint", "version": __version__, "rules": [_rule(code) for code in codes]}
    notes = [_gap(gap.place, gap.what) for gap in report.gaps] + [
        _unheard(item.finding, f"cleared by the probe: {item.why}") for item in report.cleared
    ]
    notes += [_unheard(one.finding, f"silenced by {one.comment.place}") for one in report.suppressed]
    notes += [_unheard(finding, "known from the baseline") for finding in report.known]
    return {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "originalUriBaseIds": {"SRCROOT": {"uri": f"{top(context.cwd).as_uri().rstrip('/')}/"}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.rule)) for finding in report.findings],
        "properties": {
            "deployments": [f"{one.server or 'assumed'}: preload {one.preload.value}" for one in report.deployments]
        },
    }


def _rule(code: str) -> dict[str, Any]:
    known = rule(code)
    sections = (("What it finds", known.what), ("Why that is harmful", known.why), ("What to do", known.remedy))
    return {
        "id": code,
        "name": known.name,
        "shortDescription": {"text": known.summary},
        "fullDescription": {"text": known.what.strip()},
        "help": {
            "text": "\n\n".join(f"{title}\n\n{text.strip()}" for title, text in sections),
            "markdown": "\n\n".join(f"## {title}\n\n{text.strip()}" for title, text in sections),
        },
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
        "properties": {"tags": ["fork-safety"]},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": explained(finding)},
        "locations": [_location(finding.place)],
        "partialFingerprints": {"forklint/v1": finding.fingerprint},
        "properties": {"confidence": finding.confidence, "evidence": finding.evidence, "proof": finding.proof},
    }
    if finding.trace:
        steps = [{"location": _step(step)} for step in finding.trace]
        result["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    return result


def _gap(place: Place, what: str) -> dict[str, Any]:
    return {"level": "warning", "message": {"text": f"not looked at: {what}"}, "locations": [_location(place)]}


def _unheard(finding: Finding, why: str) -> dict[str, Any]:
    """No result: GitHub would open an alert for one, even where it is marked as passed or suppressed."""
    return {
        "level": "note",
        "message": {"text": f"{finding.rule} {why}"},
        "locations": [_location(finding.place)],
        "associatedRule": {"id": finding.rule},
    }


def _step(step: Step) -> dict[str, Any]:
    return {**_location(step.place), "message": {"text": step.what}}


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(place.path)}
    if place.line:
        physical["region"] = _region(place)
    return {"physicalLocation": physical}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": f"file://{quote(path)}"} if path.startswith("/") else {"uri": quote(path), "uriBaseId": "SRCROOT"}


def _region(place: Place) -> dict[str, int]:
    """Columns count from 1; the end is the column after the last."""
    region = {"startLine": place.line, "startColumn": place.column + 1}
    if place.end_line:
        region |= {"endLine": place.end_line, "endColumn": place.end_column + 1}
    return region
