"""Objects by the paths that a walk of another process gave them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from . import looks
from .asked import Settings
from .report import worth_a_look
from .walk import Walk


def walked(settings: Settings) -> Walk:
    """A walk that is done."""
    walk = Walk(settings)
    looks.prepare(walk.kinds)
    walk.go()
    return walk


def nodes(walk: Walk, paths: list[str], wanted: Callable[[int], bool]) -> Iterator[tuple[str, int]]:
    """(path, node) for each wanted node at one of the paths; for all of them where no path is given."""
    for node in worth_a_look(walk):
        if wanted(node):
            known = _paths(walk, node)
            found = [path for path in known if path in paths] if paths else known[:1]
            if found:
                yield found[0], node


def _paths(walk: Walk, node: int) -> list[str]:
    """All its paths, one for each global that holds the first object of the way. The one that is told comes first."""
    way = walk.way(node)
    steps = "".join(walk.step(at) for at in way[1:])
    held, _, label, _, _ = walk.nodes[way[0]]
    known = [walk.root(way[0], None), *walk.aliases.get(id(held), ()), label]
    return [root.path + steps for root in known]


def at_paths(settings: Settings, paths: list[str]) -> list[tuple[str, Any]]:
    """The objects at these paths."""
    walk = walked(settings)
    found = nodes(walk, paths, lambda node: bool(walk.kind(node).looks))
    return [(path, walk.nodes[node][0]) for path, node in found]
