"""Resources into observations: what is live at the fork and nothing makes harmless."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forklint.model.observation import Observation
from forklint.model.place import Place, Step, made_at
from forklint.model.plan import Repair
from forklint.model.resource import Kind, Resource, State
from forklint.static.guards import holders_of, pid_guarded
from forklint.static.reach import reachable
from forklint.static.resources import Discharge, LiveResource
from forklint.static.scope import Frame, place_of

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter


def live_at_fork(it: Interpreter, frame: Frame | None = None) -> list[LiveResource]:
    """What the workers would inherit, before their hooks run; `frame` is where the program itself forks."""
    live = [
        one for one in it.resources
        if one.state is State.LIVE and not one.guarded and not one.harmless and one.type.kind and one.type.rule
    ]
    if not any(map(_needs_holder, live)):
        return live
    held = reachable(it, frame)
    return [one for one in live if not _needs_holder(one) or id(one) in held]


def _needs_holder(resource: LiveResource) -> bool:
    """What nothing refers to at the fork, no worker can use; threads and processes live on by themselves."""
    return not resource.type.process_wide and (resource.type.collected or resource.type.kind in _HELD)


_HELD = frozenset({Kind.CONNECTION, Kind.POOL, Kind.SOCKET, Kind.DATABASE, Kind.RANDOM, Kind.EVENT_LOOP})


def observations(it: Interpreter, live: list[LiveResource]) -> list[Observation]:
    """One observation for each place, the surest first, without what hooks and guards make harmless."""
    alike: dict[tuple[Place, str], list[Observation]] = {}
    holders = holders_of(it) if live else {}
    for resource in live:
        if resource.healed or pid_guarded(it, resource, holders):
            continue
        seen = observe(it, resource)
        alike.setdefault((seen.place, seen.type_name), []).append(seen)
    return list(map(_surest, alike.values()))


def _surest(alike: list[Observation]) -> Observation:
    """The first of the surest, with where the others are made."""
    best = min(alike, key=lambda one: one.confidence.rank)
    made = dict.fromkeys(place for one in alike for place in made_at(one.trail))
    others = tuple(place for place in made if place not in made_at(best.trail))
    return replace(best, others=others) if others else best


def repairs(it: Interpreter, live: list[LiveResource]) -> list[Repair]:
    """What hooks let go of, and whether that helps: see `Flaw`. A goodbye in the worker ends the master's session."""
    return [
        _repair(it, one, how)
        for one in live
        for how in ([one.repair] if one.repair is not None else []) + one.flawed
    ]


def _repair(it: Interpreter, resource: LiveResource, how: Discharge) -> Repair:
    goodbye = how.goodbye
    return Repair(observe(it, resource), how.event.place(), tuple(how.event.trail()), how.call, goodbye is not None,
                  goodbye.instead if goodbye else "", how.hook, how.flaw)


def observe(it: Interpreter, resource: LiveResource) -> Observation:
    """What a report says of one live resource."""
    live = resource.live or resource.made
    confidence = live.certain if live is resource.made else live.certain.at_most(resource.made.certain)
    names = it.facts.distributions_of(resource.type.name)
    library = it.facts.distribution_of(resource.type.name)
    kind = resource.type.kind or Kind.CONNECTION
    return Observation(
        resource=Resource(kind, library, resource.call, State.LIVE), type_name=resource.type.name,
        place=live.place(), trail=tuple(_story(resource)), confidence=confidence, made_in=resource.made_in,
        symbol=resource.symbol, version=it.versions.of(names), detail=resource.detail, classes=resource.classes,
        arguments=tuple((name, place_of(resource.made.path, node)) for name, node in resource.arguments.items()),
    )


def _story(resource: LiveResource) -> list[Step]:
    """The way to the construction, and where it became live later, the way to that, without repetition."""
    made, live = resource.made, resource.live
    steps = made.trail()
    if live is not None and live is not made:
        steps = [step for step in steps if step.place != live.place()]
        steps += [step for step in live.trail() if step not in steps]
    return steps
