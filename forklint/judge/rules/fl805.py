"""FL805: a hook repairs what ordinary workers inherit, and gunicorn does not call it in dirty workers."""

from __future__ import annotations

from collections.abc import Iterator

from forklint.judge.case import Case
from forklint.judge.resources import spared
from forklint.judge.rules.repairs import repair_finding, repairs
from forklint.model.finding import Finding
from forklint.model.observation import Observation
from forklint.model.plan import Flaw


def find(case: Case, live: list[tuple[Observation, Finding]]) -> Iterator[Finding]:
    """One for each resource that would be a finding without that hook."""
    for repair in repairs(case, Flaw.DIRTY):
        row = case.facts.type_named(repair.observation.type_name)
        if row is not None and row.rule and not spared(case, repair.observation):
            yield repair_finding(case, "FL805", repair, f"`{repair.hook}`")
