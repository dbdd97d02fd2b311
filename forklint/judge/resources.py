"""The generic judgment: an observation of a live resource, by what the facts and its rule say."""

from __future__ import annotations

from collections.abc import Iterator

from forklint.judge.case import Case
from forklint.judge.fingerprint import fingerprint
from forklint.judge.healing import concerns, heals
from forklint.judge.wording import message
from forklint.knowledge.rules import rule
from forklint.knowledge.schema import RuleFile, TypeFact
from forklint.model.finding import Finding
from forklint.model.levels import Confidence, Ternary
from forklint.model.observation import Observation


def judged(case: Case) -> Iterator[tuple[Observation, Finding]]:
    """Each observation that is harmful under this deployment, with its finding."""
    for observation in case.result.observations:
        row = case.facts.type_named(observation.type_name)
        if row is not None and row.rule and _reaches_workers(case, observation):
            confidence = _confidence(case, observation, row)
            if confidence is not None:
                yield observation, _finding(case, observation, row, rule(row.rule), confidence)


def _reaches_workers(case: Case, observation: Observation) -> bool:
    """Without preloading only what the server's own hooks make in the master is there at the fork."""
    return observation.made_in != "load" or case.result.preload is not Ternary.NO


def _confidence(case: Case, observation: Observation, row: TypeFact) -> Confidence | None:
    """None where the library heals itself, or is a version that the row does not speak of."""
    healing = heals(row, observation.version, _forked_by(case, observation))
    if healing is Ternary.YES or not concerns(row.versions, observation.version):
        return None
    unsure = case.result.preload is Ternary.UNKNOWN and observation.made_in == "load"
    confidence = observation.confidence.lowered() if unsure else observation.confidence
    return confidence.lowered() if healing is Ternary.UNKNOWN else confidence


def _forked_by(case: Case, observation: Observation) -> str:
    """The server, or nobody in particular where the program itself forks."""
    return "" if observation.made_in == "program" else case.deployment.server


def _finding(
    case: Case, observation: Observation, row: TypeFact, judged_by: RuleFile, confidence: Confidence
) -> Finding:
    resource, place = observation.resource, observation.place
    return Finding(
        rule=judged_by.code,
        name=judged_by.name,
        severity=row.severity or judged_by.severity,
        confidence=confidence,
        place=place,
        message=message(judged_by, observation),
        goes_wrong=one_line(row.goes_wrong or judged_by.why),
        remedy=one_line(row.remedy or judged_by.remedy),
        trace=observation.trail,
        resource=resource,
        evidence=("static",),
        fingerprint=fingerprint(judged_by.code, place.path, anchor(case, observation), resource.call),
        version=observation.version,
        source=case.facts.source_of(observation.type_name),
    )


def anchor(case: Case, observation: Observation) -> str:
    """The name that the resource is bound to, else the function that its line is in; empty at module level."""
    if observation.symbol:
        return observation.symbol
    place = observation.place
    above = [
        function
        for function in case.result.load_time.functions
        if function.place.path == place.path and function.place.line <= place.line
    ]
    return max(above, key=lambda function: function.place.line).name if above else ""


def one_line(text: str) -> str:
    """Prose from a rules file without its line breaks."""
    return " ".join(text.split())
