"""FL801: an option that does not repair stands on a resource that is live at the fork."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forklint.judge.case import Case
from forklint.judge.fingerprint import fingerprint
from forklint.judge.resources import anchor, one_line
from forklint.judge.wording import message
from forklint.knowledge.rules import rule
from forklint.knowledge.schema import NoHelp
from forklint.model.finding import Finding
from forklint.model.observation import Observation
from forklint.model.place import Place, Step


def find(case: Case, live: list[tuple[Observation, Finding]]) -> Iterator[Finding]:
    """One finding for each such argument of the calls that made live resources."""
    for observation, finding in live:
        row = case.facts.type_named(observation.type_name)
        useless = {item.argument: item for item in row.no_help} if row else {}
        for name, place in observation.arguments:
            if name in useless:
                yield _finding(case, observation, finding, useless[name], place)


def _finding(case: Case, observation: Observation, about: Finding, item: NoHelp, place: Place) -> Finding:
    file = rule("FL801")
    live_at = f"{about.place.path}:{about.place.line}"
    name = f"{anchor(case, observation)}.{item.argument}"
    return replace(
        about,
        rule=file.code,
        name=file.name,
        severity=file.severity,
        place=place,
        message=f"{message(file, replace(observation, detail=''))} (`{item.argument}`: {item.why})",
        goes_wrong=one_line(file.why),
        remedy=one_line(file.remedy),
        trace=(*about.trace, Step(place, f"`{item.argument}` does not help: the finding at {live_at} stays")),
        fingerprint=fingerprint(file.code, place.path, name, observation.resource.call),
        anchor=name,
    )
