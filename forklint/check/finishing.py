"""The last steps of every run: comments, the baseline, severities, and what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from forklint.check.request import CheckRequest
from forklint.model.finding import Finding
from forklint.model.report import Report

Keeps = Callable[[Finding], bool]


def finished(report: Report, request: CheckRequest) -> Report:
    """The findings that were asked for and that nothing silences."""
    if report.comments:
        from forklint.suppression.applying import applied

        report = applied(report, lambda code: is_asked(code, request), request.require_reason)
    if request.baseline is not None:
        from forklint.baseline import compared

        report = compared(report, request.baseline, request.cwd, lambda code: is_asked(code, request))
    keeps = _keeper(request)
    return replace(
        report,
        findings=tuple(_weighed(finding, request) for finding in report.findings if keeps(finding)),
        known=tuple(finding for finding in report.known if keeps(finding)),
        cleared=tuple(item for item in report.cleared if keeps(item.finding)),
        suppressed=tuple(item for item in report.suppressed if keeps(item.finding)),
    )


def is_asked(code: str, request: CheckRequest) -> bool:
    """Whether the run is about a rule."""
    return (not request.select or code.startswith(request.select)) and not code.startswith(request.ignore or "-")


def _keeper(request: CheckRequest) -> Keeps:
    left_out = _left_out(request) if request.per_file else lambda finding: False

    def keeps(finding: Finding) -> bool:
        sure = finding.confidence.rank <= request.min_confidence.rank
        return sure and is_asked(finding.rule, request) and not left_out(finding)

    return keeps


def _left_out(request: CheckRequest) -> Keeps:
    """By the file that a finding stands in; `!` before a pattern means every file but those."""
    from forklint.deploy.exclude import patterns

    fits = [(patterns([one.removeprefix("!")]), one.startswith("!"), codes) for one, codes in request.per_file]
    home = request.home or request.cwd

    def left_out(finding: Finding) -> bool:
        path = _from_home(request.cwd / finding.place.path, home)
        return any(finding.rule.startswith(codes) and fit(path, False) is not but for fit, but, codes in fits)

    return left_out


def _from_home(path: Path, home: Path) -> str:
    return (path.relative_to(home) if path.is_relative_to(home) else path).as_posix()


def _weighed(finding: Finding, request: CheckRequest) -> Finding:
    fitting = [item for item in request.severities if finding.rule.startswith(item[0])]
    return replace(finding, severity=max(fitting, key=lambda item: len(item[0]))[1]) if fitting else finding
