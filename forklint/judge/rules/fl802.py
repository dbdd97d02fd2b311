"""FL802: a worker or child closes, with a goodbye, sessions that the master and the others go on using."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forklint.judge.case import Case
from forklint.judge.rules.repairs import repair_finding, repairs
from forklint.model.finding import Finding
from forklint.model.levels import Severity
from forklint.model.observation import Observation


def find(case: Case, live: list[tuple[Observation, Finding]]) -> Iterator[Finding]:
    """One finding for each such call. What the master did not open has nothing to close."""
    for repair in repairs(case, None):
        if repair.goodbye:
            finding = repair_finding(case, "FL802", repair, f"`{repair.call}()`", repair.instead)
            # A server's master answers no requests; the parent in a program that forks itself goes on with its work.
            yield replace(finding, severity=Severity.WARNING) if finding.made_in == "program" else finding
