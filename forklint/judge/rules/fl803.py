"""FL803: a repair stands in a hook that nobody calls under this server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forklint.judge.case import Case
from forklint.judge.rules.repairs import repair_finding, repairs
from forklint.model.finding import Finding
from forklint.model.observation import Observation
from forklint.model.place import Step
from forklint.model.plan import Flaw


def find(case: Case, live: list[tuple[Observation, Finding]]) -> Iterator[Finding]:
    """One beside each finding on what the hook would have repaired, where the server is known."""
    found = {(seen.place, seen.type_name) for seen, _ in live}
    for repair in repairs(case, Flaw.UNCALLED):
        if case.deployment.server and (repair.observation.place, repair.observation.type_name) in found:
            finding = repair_finding(case, "FL803", repair, f"`{repair.hook}`, {case.deployment.server}")
            would = Step(repair.place, "would let go of it in the worker")
            yield replace(finding, trace=(*finding.trace[:-1], would))
