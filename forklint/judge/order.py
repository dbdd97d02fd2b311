"""Which findings stand in the report, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from forklint.judge.fingerprint import told_apart
from forklint.model.finding import Finding


def arranged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding per rule and resource, the surest of those that several masters give; by path, line, column, rule."""
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        alike.setdefault(_key(finding), []).append(finding)
    return tuple(told_apart(sorted(map(_best, alike.values()), key=_position)))


def _best(alike: list[Finding]) -> Finding:
    best = min(alike, key=_rank)
    made = dict.fromkeys(place for finding in alike for place in (*finding.made_at, *finding.others))
    others = tuple(place for place in made if place not in best.made_at)
    return replace(best, others=others) if others else best


def _key(finding: Finding) -> tuple[str, ...]:
    place = finding.place
    call = finding.resource.call if finding.resource else ""
    return (finding.rule, place.path, str(place.line), str(place.column), call)


def _rank(finding: Finding) -> tuple[int, int]:
    return finding.confidence.rank, len(finding.trace)


def _position(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.place
    return (place.path, place.line, place.column, finding.rule, finding.fingerprint)
