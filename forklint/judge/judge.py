"""One master's findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from forklint.judge.case import Case
from forklint.judge.resources import judged
from forklint.judge.rules import fl801, fl802, fl803, fl804, fl805, fl901, fl902, fl903, fl904
from forklint.model.finding import Finding
from forklint.model.observation import Observation

CodedRule = Callable[[Case, list[tuple[Observation, Finding]]], Iterator[Finding]]

CODED: dict[str, CodedRule] = {
    "FL801": fl801.find,
    "FL802": fl802.find,
    "FL803": fl803.find,
    "FL804": fl804.find,
    "FL805": fl805.find,
    "FL901": fl901.find,
    "FL902": fl902.find,
    "FL903": fl903.find,
    "FL904": fl904.find,
}
"""Code -> the rule, for rules that need more than facts."""


def judge(case: Case) -> list[Finding]:
    """Findings on resources, then those of the coded rules; not yet arranged."""
    live = list(judged(case))
    findings = [finding for _, finding in live]
    for find in CODED.values():
        findings += find(case, live)
    return findings
