"""The deployments of a run's targets, as `forklint deployments` lists them: nothing of the application is executed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from forklint.check.masters import Analyzer, analyzer, decided, facts_for, masters, once
from forklint.check.request import CheckRequest
from forklint.deploy.deployments import BESIDE_THE_WEB, is_for_development
from forklint.deploy.served import Served
from forklint.errors import CouldNotLook
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary
from forklint.model.place import Gap, Place

if TYPE_CHECKING:
    from forklint.knowledge.facts import Facts


@dataclass(frozen=True, slots=True)
class Listing:
    """What was found."""

    deployments: tuple[Deployment, ...]
    gaps: tuple[Gap, ...]


def listing(request: CheckRequest, analyze: Analyzer | None = None) -> Listing:
    """Every deployment that some file describes, its configuration file executed; none that is only assumed.

    Raises what `check` raises for a target that does not exist.
    """
    facts, execute = facts_for(request), analyze or analyzer()
    found: list[Deployment] = []
    gaps: list[Gap] = []
    for master in masters(request):
        gaps += master.gaps
        try:
            found.append(_settled(decided(master, facts, execute), facts, execute))
        except CouldNotLook as error:
            gaps.append(failed(master, error))
    described = [one for one in found if not one.assumed]
    return Listing(contradicting(once(described)), once(gaps))


def failed(master: Served, error: CouldNotLook) -> Gap:
    """A master that could not be looked at, at the line that starts it."""
    deployment = master.deployment
    place = deployment.command or Place(deployment.configuration or ".", 1)
    return Gap(place, error.message.splitlines()[0])


def contradicting(found: Sequence[Deployment]) -> tuple[Deployment, ...]:
    """Each deployment; where another one of the same entry says otherwise of preloading, its note names that line."""
    return tuple(replace(one, note=_note(one, found)) for one in found)


def _note(one: Deployment, found: Sequence[Deployment]) -> str:
    others = [other for other in found if _contradicts(one, other)]
    said = [f"{other.source or other.command} says preload {other.preload.value}" for other in others]
    return "; ".join(part for part in (one.note, *dict.fromkeys(said)) if part)


def _contradicts(one: Deployment, other: Deployment) -> bool:
    decided = {one.preload, other.preload} == {Ternary.YES, Ternary.NO}
    alike = one.server == other.server and one.entries == other.entries and bool(one.command and other.command)
    final = not any(map(is_for_development, (one, other))) and one.server not in BESIDE_THE_WEB
    return decided and alike and final and _is_one_service(one.folder, other.folder)


def _is_one_service(folder: str, other: str) -> bool:
    """Whether one folder is the other, or holds it: names of entries repeat in a tree of several services."""
    return f"{folder}/".startswith(f"{other}/") or f"{other}/".startswith(f"{folder}/")


def _settled(master: Served, facts: Facts, analyze: Analyzer) -> Deployment:
    if not master.plan.configuration:
        return master.deployment
    from forklint.deploy.gunicorn import settled
    from forklint.deploy.narrow import alone

    return settled(master.deployment, analyze(alone(master.plan), facts))
