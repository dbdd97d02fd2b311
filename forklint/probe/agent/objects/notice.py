"""In a worker: does the library notice the fork, and which descriptors would its pool hand out next?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import filenos, loops, safe, threads
from .asked import Settings
from .find import nodes, walked
from .kinds import Kind, Kinds
from .report import fact_of
from .roots import dictionaries
from .walk import Walk

MOST = 5000
"""Objects that are looked at behind one pool's idle connections."""
DEEPEST = 8
NOT_BEHIND = (threads.THREAD, loops.LOOP, "logging.Logger", "logging.Handler")
"""What a connection refers to and does not own."""


def notice(asked: Settings | Walk, paths: list[str]) -> list[dict[str, Any]]:
    """For each pool at these paths (for all that are reachable, where none is given) whose fact says how to ask it.

    `noticed`: the method that the library itself calls before each use was called; `error` where it raised. `idle`:
    descriptors behind the connections that the pool would hand out next.
    """
    walk = asked if isinstance(asked, Walk) else walked(asked)
    return [_asked(walk, path, node) for path, node in list(nodes(walk, paths, lambda node: _can_ask(walk, node)))]


def _can_ask(walk: Walk, node: int) -> bool:
    fact, known = fact_of(walk, node), walk.kinds.known
    return bool(known.says(fact, "notice") or known.says(fact, "idle"))


def _asked(walk: Walk, path: str, node: int) -> dict[str, Any]:
    made, known = walk.nodes[node][0], walk.kinds.known
    fact = fact_of(walk, node)
    row: dict[str, Any] = {"path": path, "fact": fact, "id": id(made), "noticed": False, "idle": [], "error": ""}
    method = known.says(fact, "notice")
    try:
        if method:
            row["noticed"] = _call(made, method, walk.kinds)
        row["idle"] = idle(made, known.says(fact, "idle"), walk.kinds)
        if row["idle"] is None:
            row.update(idle=[], error=f"no {known.says(fact, 'idle')}")
    except BaseException as error:  # the library refuses: told, not raised
        row["error"] = safe.name_of(type(error))
    return row


def _call(made: Any, path: str, kinds: Kinds) -> bool:
    """Call the method, on an attribute of the object where the path says so. The application's own is not called."""
    *steps, method = path.split(".")
    holder = _at(made, steps)
    found = safe.lookup(type(holder), method)
    if kinds.is_mine(type(holder)) or found is safe.MISSING:
        return False
    found(holder)
    return True


def _at(made: Any, steps: Iterable[str]) -> Any:
    for step in steps:
        made = safe.attribute(made, step)
    return made


def idle(made: Any, path: str, kinds: Kinds) -> list[int] | None:
    """Descriptors behind what an attribute path leads to; None where it leads nowhere."""
    if not path:
        return []
    steps = path.split(".")
    holders = [_at(made, steps[:size]) for size in range(len(steps))]
    start = _at(made, steps)
    return None if start is safe.MISSING else _behind(start, dictionaries() | {id(held) for held in holders}, kinds)


def _behind(start: Any, seen: set[int], kinds: Kinds) -> list[int]:
    """Breadth first; what owns a descriptor is not looked into."""
    found: list[int] = []
    queue = [(start, 0)]
    for made, depth in queue:
        kind = kinds.of(type(made))
        number = _number(made, kinds)
        if number is not None:
            found += [number] if number >= 0 and number not in found else []
        elif kind.expand is not None and depth < DEEPEST and not _is_elsewhere(type(made)):
            queue += [(held, depth + 1) for held in _fresh(made, kind, seen, kinds)]
        if len(queue) > MOST:
            break
    return found


def _fresh(made: Any, kind: Kind, seen: set[int], kinds: Kinds) -> list[Any]:
    try:
        pairs = kind.expand(made) if kind.expand is not None else []
    except BaseException:
        return []
    held = [child for _, child in pairs if id(type(child)) not in kinds.atoms and id(child) not in seen]
    seen.update(map(id, held))
    return held


def _number(made: Any, kinds: Kinds) -> int | None:
    read = filenos.reader(type(made), kinds.is_mine)
    return None if read is None else filenos.number(read, made)


def _is_elsewhere(cls: type) -> bool:
    return issubclass(cls, type) or not safe.names(cls).isdisjoint(NOT_BEHIND)
