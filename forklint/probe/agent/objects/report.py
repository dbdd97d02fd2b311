"""The rows of a walk: each object worth telling of, with its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .asked import Origin
from .walk import Walk

MOST = 2000
"""Rows of one walk."""


def rows(walk: Walk, allocated: Callable[[object], Origin | None]) -> list[dict[str, Any]]:
    """A row for each object that a fact speaks of or that something can be told of."""
    found: list[dict[str, Any]] = []
    owners: dict[int, set[int]] = {}
    for node in worth_a_look(walk):
        told = told_of(walk, node)
        if told is not None and not _is_repeated(walk, node, told, owners):
            found.append({**row(walk, node, _origin(walk, node, allocated)), **told})
            if len(found) >= MOST:
                break
    return found


def worth_a_look(walk: Walk) -> Iterator[int]:
    """Nodes of which there may be something to tell: by their type, or because a fact speaks of this very object."""
    kinds, objects = walk.kinds.by_id, walk.kinds.known.objects
    for node, (made, _, _, _, _) in enumerate(walk.nodes):
        kind = kinds.get(id(type(made))) or walk.kind(node)
        if kind.looks or kind.fact or id(made) in objects:
            yield node


def told_of(walk: Walk, node: int) -> dict[str, Any] | None:
    """What there is to tell of a node's object; None where nothing is."""
    made, _, _, own, _ = walk.nodes[node]
    kind = walk.kind(node)
    fact = fact_of(walk, node)
    told: dict[str, Any] = {}
    for look in kind.looks:
        told.update(_looked(look, made))
    if not own or _is_inherited(walk, node):
        told.pop("lock", None)
        if walk.kinds.known.says(fact, "kind") == "lock":
            return None
    if fact:
        return told if told or not _is_part(walk, node, fact) else None
    return told or None


def _is_repeated(walk: Walk, node: int, told: dict[str, Any], owners: dict[int, set[int]]) -> bool:
    """Whether it tells nothing but descriptors that what holds it has told: a text file, its buffer, the raw file."""
    numbers = set(told.get("descriptors", ()))
    if numbers:
        owners[node] = numbers
    above = set().union(*(owners.get(at, ()) for at in walk.way(node)[:-1]))
    return bool(numbers) and set(told) == {"descriptors"} and not fact_of(walk, node) and numbers <= above


def _is_part(walk: Walk, node: int, fact: str) -> bool:
    """Whether what holds it is of the same sort: the layers of a network are no news beside the network."""
    return any(fact_of(walk, at) == fact for at in walk.way(node)[:-1])


def _is_inherited(walk: Walk, node: int) -> bool:
    """Whether the base class from a library put it there: the lock of a `logging.Handler`, of a `queue.Queue`."""
    _, parent, label, _, _ = walk.nodes[node]
    return parent >= 0 and type(label) is str and label in walk.kind(parent).inherited


def _looked(look: Callable[[Any], dict[str, Any]], made: object) -> dict[str, Any]:
    try:
        return look(made)
    except BaseException:  # a foreign object may raise anything, SystemExit too
        return {}


def fact_of(walk: Walk, node: int) -> str:
    """Public name of the row that speaks of a node's object."""
    return walk.kinds.known.objects.get(id(walk.nodes[node][0])) or walk.kind(node).fact


def row(walk: Walk, node: int, origin: Origin | None) -> dict[str, Any]:
    """Where an object is."""
    way = walk.way(node)
    made, _, _, own, _ = walk.nodes[node]
    root = walk.root(way[0], origin)
    chain = [[label, walk.kind(at).name, fact_of(walk, at)] for label, at in zip(_labels(walk, way, root.path), way)]  # noqa: B905
    return {
        "path": "".join(part[0] for part in chain),
        "module": root.module,
        "file": root.file,
        "name": root.name,
        "direct": len(way) == 1,
        "own": own,
        "id": id(made),
        "type": walk.kind(node).name,
        "chain": chain,
        "fact": fact_of(walk, node),
        "tier": "library" if node >= walk.libraries else "application",
        "origin": origin,
    }


def _labels(walk: Walk, way: list[int], first: str) -> list[str]:
    return [first, *(walk.step(node) for node in way[1:])]


def _origin(walk: Walk, node: int, allocated: Callable[[object], Origin | None]) -> Origin | None:
    try:
        return allocated(walk.nodes[node][0])
    except BaseException:
        return None
