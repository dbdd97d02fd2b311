"""The generic judgment: an observation of a live resource, by what the facts and its rule say."""

from __future__ import annotations

from collections.abc import Iterator

from forklint.judge.case import Case
from forklint.judge.elsewhere import cure, otherwise
from forklint.judge.fingerprint import fingerprint
from forklint.judge.generic import row_of
from forklint.judge.healing import Fork, concerns, heals
from forklint.judge.wording import message
from forklint.knowledge.evidence import is_shown
from forklint.knowledge.rules import rule
from forklint.knowledge.schema import RuleFile, TypeFact
from forklint.knowledge.servers import mechanisms
from forklint.knowledge.versions import covers
from forklint.model.finding import Finding
from forklint.model.levels import Confidence, Severity, Ternary
from forklint.model.observation import Observation


def judged(case: Case) -> Iterator[tuple[Observation, Finding]]:
    """Each observation that is harmful under this deployment, with its finding."""
    for observation in case.result.observations:
        row = row_of(case.facts, observation)
        if row is not None and row.rule and reaches_workers(case, observation) and not spared(case, observation):
            yield observation, _finding(case, observation, row, rule(row.rule))


def spared(case: Case, observation: Observation) -> str:
    """Why the library itself makes it harmless, in one clause; empty where it does not."""
    row = row_of(case.facts, observation)
    if row is None:
        return ""
    library = f"{observation.resource.library} {observation.version}".rstrip()
    if not concerns(row.versions, observation.version):
        return f"{library} is not affected"
    if observation.proven:
        return ""
    healing = heals(row, observation.version, _fork(case, observation))
    return f"{library} renews it after the fork" if healing is Ternary.YES else ""


def reaches_workers(case: Case, observation: Observation) -> bool:
    """Without preloading only what the server's own hooks make in the master is there at the fork."""
    return observation.made_in != "load" or case.result.preload is not Ternary.NO


def _confidence(case: Case, observation: Observation, row: TypeFact) -> Confidence:
    """What was proven in real processes is sure; what no experiment has shown of a library, unknown preloading and an
    unknown version make it less so.
    """
    confidence = Confidence.HIGH if observation.proof else observation.confidence
    if not (observation.proof or is_shown(row.name)):
        confidence = confidence.lowered()
    if case.result.preload is Ternary.UNKNOWN and observation.made_in == "load":
        confidence = confidence.lowered()
    return confidence.lowered() if _may_be_safe(case, observation, row) else confidence


def _severity(case: Case, observation: Observation, row: TypeFact, judged_by: RuleFile) -> Severity:
    """What a version that nobody knows may have cured is no error."""
    severity = row.severity or judged_by.severity
    return max(severity, Severity.WARNING, key=_rank) if _may_be_safe(case, observation, row) else severity


def _rank(severity: Severity) -> int:
    return severity.rank


def _may_be_safe(case: Case, observation: Observation, row: TypeFact) -> bool:
    """Whether that depends on a version that nobody knows."""
    healing = Ternary.NO if observation.proven else heals(row, observation.version, _fork(case, observation))
    return Ternary.UNKNOWN in (healing, covers(row.versions, observation.version))


def _fork(case: Case, observation: Observation) -> Fork:
    """What the server's fork runs, or nobody's in particular where the program itself forks."""
    if observation.made_in == "program":
        return mechanisms("")
    return mechanisms(case.deployment.server, case.deployment.mechanisms)


def _finding(case: Case, observation: Observation, row: TypeFact, judged_by: RuleFile) -> Finding:
    resource, place, fork = observation.resource, observation.place, _fork(case, observation)
    name = anchor(case, observation)
    remedy = f"{row.remedy or judged_by.remedy} {cure(row, fork, resource.library, observation.version)}"
    return Finding(
        rule=judged_by.code,
        name=judged_by.name,
        severity=_severity(case, observation, row, judged_by),
        confidence=_confidence(case, observation, row),
        place=place,
        message=message(judged_by, observation, row.message),
        goes_wrong=one_line(row.goes_wrong or judged_by.why),
        remedy=one_line(remedy),
        trace=observation.trail,
        resource=resource,
        evidence=(observation.evidence,),
        fingerprint=fingerprint(judged_by.code, place.path, name, resource.call),
        anchor=name,
        version=observation.version,
        otherwise=otherwise(row, fork, observation.version),
        source=case.facts.source_of(row.name),
        proof=observation.proof,
        symbol=observation.symbol,
        type_name=row.name,
        classes=observation.classes,
        others=observation.others,
        made_in=observation.made_in,
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
