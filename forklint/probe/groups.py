"""Items of one resource, gathered: by the object that holds them, by the line that made them, by their library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile
from math import inf

from forklint.knowledge.facts import Facts
from forklint.model.resource import Kind
from forklint.probe.items import Item
from forklint.probe.owners import OF_DESCRIPTORS, OF_THREADS, Owner
from forklint.probe.places import Located, Ways, located

_CONNECTIONS = (Kind.CONNECTION, Kind.DATABASE)
_WORK_ELSEWHERE = (Kind.PROCESS, Kind.EXECUTOR)


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with its line."""

    item: Item
    at: Located

    @property
    def fact(self) -> str:
        """The facts row of the object that holds it; empty where no fact speaks of one."""
        return self.item.owner.fact if self.item.owner else ""


class Resources:
    """The application's objects that facts speak of, by line and by library."""

    def __init__(self, owners: Iterable[Owner], facts: Facts, ways: Ways) -> None:
        self._facts = facts
        self._lines: dict[str, list[Owner]] = {}
        self._libraries: dict[str, list[Owner]] = {}
        for owner in owners:
            self._libraries.setdefault(_package(owner.fact), []).append(owner)
            at = located(owner.origin, owner, ways)
            if at is not None and at.exact:
                self._lines.setdefault(str(at.place), []).append(owner)

    def adopted(self, placed: Placed) -> Placed:
        """With an owner, where just one object of its line, or else of its library, can be meant."""
        if placed.fact or placed.item.apart:
            return placed
        of_line = [owner for owner in self._lines.get(str(placed.at.place), []) if self._suits(owner, placed.item)]
        owner = _only(of_line) or self._of_library(placed.item)
        return placed if owner is None else replace(placed, item=replace(placed.item, owner=owner))

    def _of_library(self, item: Item) -> Owner | None:
        if item.generic.startswith("forklint.file."):
            return None  # a library opens files for many purposes
        package = _package(item.origin["via"]) if item.origin else ""
        owners = [owner for owner in self._libraries.get(package, []) if self._suits(owner, item)]
        near = [owner for owner in owners if _shared_parts(owner, item) == max(_shared_parts(o, item) for o in owners)]
        found = _only(owners) or _only([owner for owner in near if self._is_connection(owner)])
        return found if found is not None and self._facts.distribution_of(found.fact) != "python" else None


    def _suits(self, owner: Owner, item: Item) -> bool:
        """Whether such an object has descriptors, or threads, of its own."""
        row = self._facts.type_named(owner.fact)
        return row is not None and row.kind in (OF_DESCRIPTORS if item.passive else OF_THREADS)

    def _is_connection(self, owner: Owner) -> bool:
        row = self._facts.type_named(owner.fact)
        return row is not None and row.kind in _CONNECTIONS


def grouped(placed: Iterable[Placed], resources: Resources) -> list[list[Placed]]:
    """One list for each resource; what one line made is one resource."""
    by_key: dict[object, list[Placed]] = {}
    for one in map(resources.adopted, placed):
        by_key.setdefault(_key(one), []).append(one)
    objects = {key: group for key, group in by_key.items() if isinstance(key, tuple) and key[0] == "object"}
    lines = {str(one.at.place): key for key, group in objects.items() for one in group}
    groups: dict[object, list[Placed]] = {}
    for key, group in by_key.items():
        groups.setdefault(lines.get(str(key), key), []).extend(group)
    return list(groups.values())


def _key(one: Placed) -> object:
    if one.item.apart:
        return ("apart", one.item.generic, str(one.at.place), one.item.owner.path if one.item.owner else "")
    return ("object", one.item.owner.path) if one.item.owner and one.fact else str(one.at.place)


def chief(group: list[Placed]) -> Placed:
    """The item that names the resource: one that a fact speaks of, then the heaviest, then the surest line."""
    return min(group, key=_rank)


def began(group: list[Placed]) -> Placed:
    """The item that tells where it began: the first that was made, among those whose line is certain."""
    return min(group, key=lambda one: (not one.at.exact, bool(one.item.harmless), _order(one)))


def _order(one: Placed) -> float:
    return float(one.item.origin.get("order", inf)) if one.item.origin else inf


def why_harmless(group: list[Placed], facts: Facts) -> str:
    """Why no worker suffers from anything in it; empty where one does."""
    harmful = [one for one in group if not one.item.harmless]
    if not harmful:
        return chief(group).item.harmless
    row = facts.type_named(chief(harmful).fact)
    if row is not None and row.kind in _WORK_ELSEWHERE and all(one.item.passive for one in harmful):
        return "none of its threads and processes is there at the fork"
    return ""


def _rank(one: Placed) -> tuple[bool, int, bool]:
    return (not one.fact, -one.item.weight, not one.at.exact)


def _only(owners: list[Owner]) -> Owner | None:
    """The one object that there is, not counting what it holds itself."""
    outer = [owner for owner in owners if not any(owner.path.startswith(f"{other.path}.") for other in owners)]
    return outer[0] if len(outer) == 1 else None


def _shared_parts(owner: Owner, item: Item) -> int:
    """How many parts of its dotted name an object's fact has in common with a module that made the item."""
    return max((_common(owner.fact, module) for module in (item.origin or {}).get("through", ())), default=0)


def _common(one: str, other: str) -> int:
    pairs = zip(one.split("."), other.split("."), strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def _package(name: str) -> str:
    return name.partition(".")[0]
