"""Which findings stand in the report, and in which order."""

from __future__ import annotations

from collections.abc import Iterable

from forklint.judge.fingerprint import told_apart
from forklint.model.finding import Finding


def arranged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding per rule and resource, the surest of those that several masters give; by path, line, column, rule."""
    best: dict[tuple[str, ...], Finding] = {}
    for finding in findings:
        key = _key(finding)
        known = best.get(key)
        if known is None or _rank(finding) < _rank(known):
            best[key] = finding
    return tuple(told_apart(sorted(best.values(), key=_position)))


def _key(finding: Finding) -> tuple[str, ...]:
    place = finding.place
    call = finding.resource.call if finding.resource else ""
    return (finding.rule, place.path, str(place.line), str(place.column), call)


def _rank(finding: Finding) -> tuple[int, int]:
    return finding.confidence.rank, len(finding.trace)


def _position(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.place
    return (place.path, place.line, place.column, finding.rule, finding.fingerprint)
