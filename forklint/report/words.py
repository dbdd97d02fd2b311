"""Words that several formats share."""

from __future__ import annotations

import re

from forklint.model.finding import Finding
from forklint.model.levels import Severity, Ternary
from forklint.model.report import Report

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Without characters that move the cursor or turn the direction of writing: source may hold any."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def explained(finding: Finding) -> str:
    """What is wrong, what it does, what to do, and the proof, in paragraphs."""
    parts = [finding.message]
    if finding.goes_wrong:
        parts.append(f"{finding.effect}: {finding.goes_wrong}")
    if finding.remedy:
        parts.append(f"What to do: {finding.remedy}")
    parts += [f"Proved by the probe: {proof}" for proof in finding.proof]
    return "\n\n".join(parts)


def summary(report: Report) -> str:
    """`forklint: 1 error, 2 warnings, 1 place not looked at`; a server that does not preload is named."""
    counts = [_counted(report.count(level), level.value) for level in Severity if report.count(level)]
    if report.gaps:
        counts.append(f"{_counted(len(report.gaps), 'place')} not looked at")
    if report.known:
        counts.append(f"{len(report.known)} known from the baseline")
    if report.suppressed:
        counts.append(f"{len(report.suppressed)} silenced by comments")
    if not report.findings:
        counts.insert(0, "no findings")
    if report.deployments and all(deployment.preload is Ternary.NO for deployment in report.deployments):
        counts.append("the master forks before it loads the application")
    return f"forklint: {', '.join(counts)}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 or word == 'info' else 's'}"
