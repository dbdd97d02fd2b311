"""What the rules about repairs have in common: the place of the repair, beside what is live."""

from __future__ import annotations

from collections.abc import Iterator

from forklint.judge.case import Case
from forklint.judge.fingerprint import fingerprint
from forklint.judge.resources import one_line, reaches_workers
from forklint.judge.wording import message
from forklint.knowledge.rules import rule
from forklint.model.finding import Finding
from forklint.model.plan import Flaw, Repair


def repairs(case: Case, flaw: Flaw | None) -> Iterator[Repair]:
    """Each repair, once, of what the master has at the fork."""
    for repair in dict.fromkeys(case.result.repairs):
        if repair.flaw is flaw and reaches_workers(case, repair.observation):
            yield repair


def repair_finding(case: Case, code: str, repair: Repair, note: str, remedy: str = "") -> Finding:
    """A finding on the repair's line; `note` ends its message, `remedy` takes the place of the rule's own."""
    file, seen = rule(code), repair.observation
    return Finding(
        rule=file.code,
        name=file.name,
        severity=file.severity,
        confidence=seen.confidence,
        place=repair.place,
        message=f"{message(file, seen)} ({note})",
        goes_wrong=one_line(file.why),
        remedy=one_line(remedy or file.remedy),
        trace=(*seen.trail, *repair.trail),
        resource=seen.resource,
        evidence=("static",),
        fingerprint=fingerprint(file.code, repair.place.path, seen.symbol, seen.resource.call),
        anchor=seen.symbol,
        version=seen.version,
        source=case.facts.source_of(seen.type_name),
        made_in=seen.made_in,
    )
