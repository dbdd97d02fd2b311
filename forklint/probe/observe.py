"""Items become observations: what belongs to one resource, or was made by one line, is one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from forklint.knowledge.facts import Facts
from forklint.model.levels import Confidence
from forklint.model.observation import Observation
from forklint.model.probe import Harmless
from forklint.model.resource import Resource, State
from forklint.probe import items, states
from forklint.probe.disowned import Disowned
from forklint.probe.groups import Placed, Resources, began, chief, grouped, why_harmless
from forklint.probe.guarded import guarded
from forklint.probe.items import Item, Scene
from forklint.probe.owners import Owners
from forklint.probe.places import Located, Ways, located, somewhere
from forklint.probe.versions import Versions

PROOFS = 3
"""Sentences of proof that one observation carries; a pool of twenty connections needs no twenty."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that one run of a master gives."""

    observations: tuple[Observation, ...]
    harmless: tuple[Harmless, ...]
    windows: tuple[str, ...]
    """Files of the application whose execution left something that no event explains."""
    objects: bool
    """Whether the line that made some object is not known for certain."""


def observe(scene: Scene, base: str) -> Seen:
    """Gather, place and name everything."""
    ways = Ways(base, scene.record.master["imported"], scene.record.master["entry"])
    found = guarded([*items.items(scene), *states.items(scene)], scene)
    placed = [Placed(item, _located(item, ways)) for item in found]
    owners = Owners(scene.record.master["objects"], scene.facts)
    groups = grouped(placed, Resources(owners.resources(), scene.facts, ways))
    versions = Versions(scene.record.master["path"])
    disowned = Disowned(scene)
    why = [why_harmless(group, scene.facts) or disowned.why(group) for group in groups]
    harmful = [group for group, safe in zip(groups, why, strict=True) if not safe]
    return Seen(
        observations=tuple(_observation(group, scene.facts, versions) for group in harmful),
        harmless=tuple(_harmless(group, safe) for group, safe in zip(groups, why, strict=True) if safe),
        windows=_windows(harmful),
        objects=any(_needs_allocation(one) for group in harmful for one in group),
    )


def _located(item: Item, ways: Ways) -> Located:
    own = item.owner.origin if item.owner else None
    better = own is not None and (item.origin is None or not item.origin["exact"])
    return located(own if better else item.origin, item.owner, ways) or somewhere(ways)


def _observation(group: list[Placed], facts: Facts, versions: Versions) -> Observation:
    named = chief([one for one in group if not one.item.harmless])
    type_name = _type_name(named.item)
    row = facts.type_named(type_name)
    library = facts.distribution_of(type_name) or "python"
    kind = row.kind if row else None
    assert kind is not None, type_name  # noqa: S101 - generic rows and facts of owners have a kind
    at = began(group).at
    proofs = dict.fromkeys(one.item.proof for one in sorted(group, key=_by_weight) if not one.item.harmless)
    return Observation(
        resource=Resource(kind, library, type_name, State.LIVE),
        type_name=type_name,
        place=at.place,
        trail=at.trail,
        confidence=Confidence.HIGH if at.exact and not _all_inferred(group) else Confidence.MEDIUM,
        symbol=named.item.owner.path if named.item.owner else "",
        version=versions.of(facts.distributions_of(type_name)),
        evidence="probe",
        proven=any(one.item.proven for one in group),
        proof=_few(list(proofs)),
    )


def _all_inferred(group: list[Placed]) -> bool:
    return all(one.item.inferred for one in group if not one.item.harmless)


def _type_name(item: Item) -> str:
    return item.owner.fact if item.owner and item.owner.fact else item.generic


def _by_weight(one: Placed) -> int:
    return -one.item.weight


def _few(proofs: list[str]) -> tuple[str, ...]:
    more = len(proofs) - PROOFS
    return (*proofs[:PROOFS], *([f"and {more} more like these"] if more > 0 else []))


def _harmless(group: list[Placed], why: str) -> Harmless:
    named = chief(group)
    symbol = named.item.owner.path if named.item.owner else ""
    return Harmless(named.at.place, _type_name(named.item), symbol, why)


def _needs_allocation(one: Placed) -> bool:
    """Nothing but the line that allocated the object can tell: no event and no window speaks of it."""
    told = one.item.origin is not None and (one.item.origin["stack"] or one.item.origin["window"])
    return not (one.at.exact or one.item.harmless or told)


def _windows(groups: Iterable[list[Placed]]) -> tuple[str, ...]:
    items = [one.item for group in groups for one in group if not (one.item.harmless or _is_known_by(one, group))]
    return tuple(dict.fromkeys(item.origin["window"] for item in items if item.origin and item.origin["window"]))


def _is_known_by(one: Placed, group: list[Placed]) -> bool:
    """By its own event, or by that of the socket pair that a loop makes along with its epoll."""
    exact = [other for other in group if other.item.origin and other.item.origin["exact"]]
    return one in exact or (bool(exact) and one.item.generic == "forklint.descriptor.epoll")
