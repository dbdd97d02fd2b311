"""The rows of a walk: each object worth telling of, with its path."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .asked import Origin
from .walk import Walk

MOST = 2000
"""Rows of one walk."""


def rows(walk: Walk, allocated: Callable[[object], Origin | None]) -> list[dict[str, Any]]:
    """A row for each object that a fact speaks of or that something can be told of."""
    found: list[dict[str, Any]] = []
    for node in range(len(walk.nodes)):
        told = told_of(walk, node)
        if told is not None:
            found.append({**row(walk, node, _origin(walk, node, allocated)), **told})
            if len(found) >= MOST:
                break
    return found


def told_of(walk: Walk, node: int) -> dict[str, Any] | None:
    """What there is to tell of a node's object; None where nothing is."""
    made, _, _, own, _ = walk.nodes[node]
    kind = walk.kind(node)
    fact = fact_of(walk, node)
    if not kind.looks and not fact:
        return None
    told: dict[str, Any] = {}
    for look in kind.looks:
        told.update(_looked(look, made))
    if not own or _is_inherited(walk, node):
        told.pop("lock", None)
    return told if told or (fact and not _is_part(walk, node, fact)) else None


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
