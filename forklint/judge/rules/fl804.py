"""FL804: a hook of the master closes what is live and opens it anew, before the fork."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forklint.judge.case import Case
from forklint.judge.rules.repairs import repair_finding, repairs
from forklint.model.finding import Finding
from forklint.model.observation import Observation
from forklint.model.place import Step
from forklint.model.plan import Flaw, Repair


def find(case: Case, live: list[tuple[Observation, Finding]]) -> Iterator[Finding]:
    """One beside each finding on what such a hook opens."""
    found = {(seen.place, seen.type_name) for seen, _ in live}
    for repair in repairs(case, Flaw.IN_MASTER):
        if (repair.observation.place, repair.observation.type_name) in found:
            finding = repair_finding(case, "FL804", repair, f"`{repair.hook}`")
            yield replace(finding, trace=_story(repair))


def _story(repair: Repair) -> tuple[Step, ...]:
    """Made, closed, opened again, as it happens."""
    *before, opened = repair.observation.trail
    return (*before, *(step for step in repair.trail if step not in before), opened)
