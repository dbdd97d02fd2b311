"""Workflow commands of GitHub Actions: each finding becomes an annotation on its line of the pull request."""

from __future__ import annotations

from forklint.model.levels import Severity
from forklint.model.place import Place
from forklint.model.report import Report
from forklint.report.registry import Context
from forklint.report.repository import from_top
from forklint.report.words import explained, summary

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(report: Report, context: Context) -> None:
    """Write findings, then gaps as notices; what a probe cleared shows in a debug log only. The last line counts."""
    report = from_top(report, context.cwd)
    lines = [
        _command(_COMMANDS[finding.severity], finding.place, f"{finding.rule} {finding.name}", explained(finding))
        for finding in report.findings
    ]
    lines += [_command("notice", gap.place, "forklint: not looked at", gap.what) for gap in report.gaps]
    lines += [f"::debug::{_data(f'{c.finding.place} {c.finding.rule} cleared: {c.why}')}" for c in report.cleared]
    context.stream.write("".join(f"{line}\n" for line in [*lines, summary(report)]))


def _command(name: str, place: Place, title: str, message: str) -> str:
    properties = {**_position(place), "title": title}
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _position(place: Place) -> dict[str, str | int]:
    """GitHub takes columns only where the stretch begins and ends on one line."""
    found: dict[str, str | int] = {"file": place.path, "line": max(place.line, 1)}
    if place.end_line:
        found["endLine"] = place.end_line
    if place.end_line == place.line:
        found |= {"col": place.column + 1, "endColumn": place.end_column + 1}
    return found


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
