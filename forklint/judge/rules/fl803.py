"""FL803: a repair stands in a hook that nobody calls under this server."""

from __future__ import annotations

from collections.abc import Iterator

from forklint.judge.case import Case
from forklint.judge.rules.repairs import repair_finding, repairs
from forklint.model.finding import Finding
from forklint.model.observation import Observation
from forklint.model.plan import Flaw


def find(case: Case, live: list[tuple[Observation, Finding]]) -> Iterator[Finding]:
    """One beside each finding on what the hook would have repaired, where the server is known."""
    found = {(seen.place, seen.type_name) for seen, _ in live}
    for repair in repairs(case, Flaw.UNCALLED):
        if case.deployment.server and (repair.observation.place, repair.observation.type_name) in found:
            yield repair_finding(case, "FL803", repair, f"`{repair.hook}`, {case.deployment.server}")
