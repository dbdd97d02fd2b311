"""FL802: a worker's hook closes connections that the master and the other workers use."""

from __future__ import annotations

from collections.abc import Iterator

from forklint.judge.case import Case
from forklint.judge.fingerprint import fingerprint
from forklint.judge.resources import one_line
from forklint.judge.wording import message
from forklint.knowledge.rules import rule
from forklint.model.finding import Finding
from forklint.model.levels import Ternary
from forklint.model.observation import Observation
from forklint.model.plan import Repair

CLOSING = frozenset({"sqlalchemy.engine.Engine"})
"""Types whose release says goodbye to the server unless it is told `close=False`:
https://docs.sqlalchemy.org/en/20/core/connections.html#sqlalchemy.engine.Engine.dispose."""


def find(case: Case, live: list[tuple[Observation, Finding]]) -> Iterator[Finding]:
    """One finding for each such call. What the master did not open has nothing to close."""
    if case.result.preload is Ternary.NO:
        return
    for repair in case.result.repairs:
        if repair.observation.type_name in CLOSING and "close" not in repair.keywords:
            yield _finding(case, repair)


def _finding(case: Case, repair: Repair) -> Finding:
    file, seen = rule("FL802"), repair.observation
    return Finding(
        rule=file.code,
        name=file.name,
        severity=file.severity,
        confidence=seen.confidence,
        place=repair.place,
        message=message(file, seen),
        goes_wrong=one_line(file.why),
        remedy=one_line(file.remedy),
        trace=(*seen.trail, *repair.trail),
        resource=seen.resource,
        evidence=("static",),
        fingerprint=fingerprint(file.code, repair.place.path, seen.symbol, seen.resource.call),
        version=seen.version,
        source=case.facts.source_of(seen.type_name),
    )
