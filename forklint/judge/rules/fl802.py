"""FL802: a worker or child closes, with a goodbye, sessions that the master and the others go on using."""

from __future__ import annotations

from collections.abc import Iterator

from forklint.judge.case import Case
from forklint.judge.fingerprint import fingerprint
from forklint.judge.resources import one_line, reaches_workers
from forklint.judge.wording import message
from forklint.knowledge.rules import rule
from forklint.knowledge.schema import RuleFile
from forklint.model.finding import Finding
from forklint.model.levels import Severity
from forklint.model.observation import Observation
from forklint.model.plan import Repair


def find(case: Case, live: list[tuple[Observation, Finding]]) -> Iterator[Finding]:
    """One finding for each such call. What the master did not open has nothing to close."""
    for repair in dict.fromkeys(case.result.repairs):
        if repair.goodbye and repair.flaw is None and reaches_workers(case, repair.observation):
            yield _finding(case, repair)


def _finding(case: Case, repair: Repair) -> Finding:
    file, seen = rule("FL802"), repair.observation
    return Finding(
        rule=file.code,
        name=file.name,
        severity=_severity(file, seen),
        confidence=seen.confidence,
        place=repair.place,
        message=f"{message(file, seen)} (`{repair.call}()`)",
        goes_wrong=one_line(file.why),
        remedy=one_line(repair.instead or file.remedy),
        trace=(*seen.trail, *repair.trail),
        resource=seen.resource,
        evidence=("static",),
        fingerprint=fingerprint(file.code, repair.place.path, seen.symbol, seen.resource.call),
        version=seen.version,
        source=case.facts.source_of(seen.type_name),
        made_in=seen.made_in,
    )


def _severity(file: RuleFile, seen: Observation) -> Severity:
    """A server's master answers no requests; the parent in a program that forks itself goes on with its work."""
    return Severity.WARNING if seen.made_in == "program" else file.severity
