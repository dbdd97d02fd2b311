"""Fork points in the program itself, what is live when one is reached, and how its processes start."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forklint.model.observation import Observation
from forklint.model.place import Step
from forklint.model.plan import ForkPoint
from forklint.model.resource import Kind
from forklint.static.effects.rows import METHOD
from forklint.static.observe import live_at_fork, observations
from forklint.static.scope import place_of
from forklint.static.values import Defaulted, Handle

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_COPYING = ("", "fork")
"""Start methods under which the child inherits the parent's memory; the platform's default may be one."""


def note(it: Interpreter, frame: Frame, node: ast.AST, name: str, by: Handle | None) -> None:
    """Remember a fork point, and what the child inherits there."""
    if it.phase == "worker":
        return
    place = place_of(frame.path, node)
    method = str((by.attributes or {}).get(METHOD, it.start_method)) if by is not None else it.start_method
    it.forks.append(ForkPoint(place, name, method))
    if method in _COPYING and it.watches_forks:
        step = Step(place, f"forks here: {name}()")
        passing = (Kind.PROCESS,) if name.endswith("fork") else (Kind.PROCESS, Kind.LOCK)
        live = [one for one in live_at_fork(it, frame) if one.type.kind not in passing]
        it.at_forks.extend(_seen(one, step) for one in observations(it, live))


def _seen(observation: Observation, step: Step) -> Observation:
    return replace(observation, made_in="program", trail=(*observation.trail, step))


def note_start_method(it: Interpreter, frame: Frame, name: str, value: Any) -> str:
    """The program chooses how its processes start: for all, or for one context or executor."""
    word = value.value if isinstance(value, Defaulted) else value
    if isinstance(word, Handle):
        word = "spawn" if word.type.name.endswith("SpawnContext") else ""
    if word not in ("spawn", "forkserver"):
        return ""
    it.spawning.add(frame.path)
    if name.endswith("set_start_method"):
        it.start_method = str(word)
    return str(word)
