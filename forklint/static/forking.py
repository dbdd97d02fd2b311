"""Fork points in the program itself, what a child uses of what is live there, and how processes start."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from forklint.model.observation import Observation
from forklint.model.place import Step
from forklint.model.plan import ForkPoint
from forklint.model.resource import Kind
from forklint.static.attributes import class_attribute
from forklint.static.effects.handles import callable_value
from forklint.static.effects.rows import METHOD
from forklint.static.flow import Exhausted, Raised
from forklint.static.observe import live_at_fork, observe, repairs
from forklint.static.resources import LiveResource
from forklint.static.scope import place_of
from forklint.static.values import Bound, Defaulted, Handle, Instance, Sequence, each

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_COPYING = ("", "fork")
"""Start methods under which the child inherits the parent's memory; the platform's default may be one."""


@dataclass(slots=True)
class Inherited:
    """What the children of one fork point inherit."""

    live: list[LiveResource]
    step: Step


def note(it: Interpreter, frame: Frame, node: ast.AST, name: str, by: Handle | None, args: list[Any]) -> None:
    """Remember a fork point. After a bare `fork()` the child goes on with everything; else it runs a function."""
    if it.phase != "load":
        return
    place = place_of(frame.path, node)
    method = str((by.attributes or {}).get(METHOD, it.start_method)) if by is not None else it.start_method
    it.forks.append(ForkPoint(place, name, method))
    if method not in _COPYING or not it.watches_forks:
        return
    bare = name.endswith("fork")
    live = [one for one in live_at_fork(it, frame) if one.type.kind is not Kind.PROCESS]
    inherited = Inherited(live, Step(place, f"forks here: {name}()"))
    if bare:
        it.at_forks.extend(_seen(it, one, inherited.step) for one in live)
        return
    it.inherited.append(inherited)
    child(it, frame, [*args, *_held(by)], node)


def _held(by: Handle | None) -> list[Any]:
    """What a process object was given: its target, or the instance that it is part of."""
    held = (by.attributes or {}).get("(held)") if by is not None else None
    return list(held.items) if isinstance(held, Sequence) else []


def child(it: Interpreter, frame: Frame, given: list[Any], node: ast.AST) -> None:
    """Run in a child what it is given to run, and report what it uses of what it inherits."""
    work = [one for value in given for one in _work(it, frame, value, node)]
    if not it.inherited or not work or it.phase != "load":
        return
    it.phase, it.used = "child", {}
    for function in work:
        try:
            it.call(frame, function, [], {}, node)
        except (Raised, Exhausted, RecursionError):
            continue
    it.phase = "load"
    for inherited in it.inherited:
        for one in inherited.live:
            if id(one) in it.used and not one.healed:
                it.at_forks.append(_seen(it, one, inherited.step, it.used[id(one)]))
    inside = repairs(it, [one for inherited in it.inherited for one in inherited.live])
    it.child_repairs += [replace(one, observation=replace(one.observation, made_in="program")) for one in inside]
    for one in it.resources:
        one.healed, one.repair = False, None


def _work(it: Interpreter, frame: Frame, value: Any, node: ast.AST) -> list[Any]:
    found = []
    for one in each(value):
        if callable_value(one):
            found.append(one)
        elif isinstance(one, Instance):
            names = [name for name in ("run", "__getitem__", "__iter__") if class_attribute(one.cls, name) is not None]
            found += [Bound(class_attribute(one.cls, name), one) for name in names]
    return found


def use(it: Interpreter, frame: Frame, resource: LiveResource | None, node: ast.AST) -> None:
    """A child uses a resource."""
    if it.phase == "child" and resource is not None:
        it.used.setdefault(id(resource), Step(place_of(frame.path, node), "the child uses it"))


def _seen(it: Interpreter, resource: LiveResource, *steps: Step) -> Observation:
    observation = observe(it, resource)
    return replace(observation, made_in="program", trail=(*observation.trail, *steps))


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

