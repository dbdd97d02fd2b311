"""A finding about the deployment itself, or about one place beside a resource."""

from __future__ import annotations

from forklint.judge.fingerprint import fingerprint
from forklint.judge.resources import one_line
from forklint.knowledge.rules import rule
from forklint.model.finding import Finding
from forklint.model.levels import Confidence
from forklint.model.place import Place, Step


def deployment_finding(
    code: str,
    place: Place,
    anchor: str,
    trace: tuple[Step, ...],
    confidence: Confidence = Confidence.HIGH,
    note: str = "",
) -> Finding:
    """A finding whose words come from its rule, and a note; `anchor` is the name of the setting that it speaks of."""
    file = rule(code)
    return Finding(
        rule=file.code,
        name=file.name,
        severity=file.severity,
        confidence=confidence,
        place=place,
        message=f"{file.message} ({note})" if note else file.message,
        goes_wrong=one_line(file.why),
        remedy=one_line(file.remedy),
        trace=trace,
        resource=None,
        evidence=("static",),
        fingerprint=fingerprint(code, place.path, anchor, ""),
        anchor=anchor,
    )
