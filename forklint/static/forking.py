"""Fork points in the program itself, and what a child uses of what is live there."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from forklint.knowledge.servers import HANDLERS, runs
from forklint.model.observation import Observation
from forklint.model.place import Step
from forklint.model.plan import ForkPoint
from forklint.model.resource import Kind
from forklint.static import starting
from forklint.static.attributes import class_attribute
from forklint.static.effects.handles import callable_value
from forklint.static.flow import Exhausted, Raised
from forklint.static.hooks import AT_FORK, discharge, undo
from forklint.static.iteration import elements
from forklint.static.observe import live_at_fork, observe, repairs
from forklint.static.resources import LiveResource
from forklint.static.scope import place_of
from forklint.static.values import Bound, Handle, Instance, Sequence, Suspended, each

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_SERVER = "BaseApplication.run"
"""End of the name under which gunicorn, run by the program itself, forks its workers."""
_TASKS = 3
"""Tasks of a list that are run as a child would."""


@dataclass(slots=True)
class Inherited:
    """What the children of one fork point inherit."""

    live: list[LiveResource]
    step: Step


def note(it: Interpreter, frame: Frame, node: ast.AST, name: str, by: Handle | None, args: list[Any],
         first: Any) -> None:
    """Remember a fork point. After a bare `fork()` the child goes on with everything, and so do the workers of a server
    that the program runs itself; else it runs a function."""
    if it.phase != "load":
        return
    place, bare = place_of(frame.path, node), name.endswith(("fork", _SERVER))
    method = "fork" if bare else starting.method(it, by)
    it.forks.append(ForkPoint(place, name, method))
    if method != "fork":
        it.spawning.add(frame.path)
    if method != "fork" or not it.watches_forks:
        return
    live = [one for one in live_at_fork(it, frame) if one.type.kind is not Kind.PROCESS]
    inherited = Inherited(live, Step(place, f"forks here: {name}()"))
    if bare:
        _run_handlers(it, lambda hook: hook == AT_FORK or (name.endswith(_SERVER) and runs("gunicorn", hook)))
        it.at_forks.extend(_seen(it, one, inherited.step) for one in live if not one.healed)
        _settle(it, live)
        return
    it.inherited.append(inherited)
    child(it, frame, [*args, *_held(by)], node, first)


def _held(by: Handle | None) -> list[Any]:
    """What a process object was given: its target, or the instance that it is part of."""
    held = (by.attributes or {}).get("(held)") if by is not None else None
    return list(held.items) if isinstance(held, Sequence) else []


def child(it: Interpreter, frame: Frame, given: list[Any], node: ast.AST, first: Any) -> None:
    """Run in a child what it is given to run, after its initializer, and report what it uses of what it inherits."""
    work = [one for value in (first, *given) for one in _work(it, frame, value, node)]
    if not it.inherited or not work or it.phase != "load":
        return
    _run_handlers(it, HANDLERS.__contains__)
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
    _settle(it, [one for inherited in it.inherited for one in inherited.live])


def _run_handlers(it: Interpreter, called: Callable[[str], bool]) -> None:
    """What Python calls in every child that it forks, `multiprocessing` in its own, and a server in its workers."""
    discharge(it, [hook for hook in it.worker_hooks if called(hook[2])])


def _settle(it: Interpreter, live: list[LiveResource]) -> None:
    """Keep what the child let go of as repairs; the parent has it still."""
    inside = repairs(it, live)
    it.child_repairs += [replace(one, observation=replace(one.observation, made_in="program")) for one in inside]
    undo(it.resources)


def _work(it: Interpreter, frame: Frame, value: Any, node: ast.AST) -> list[Any]:
    found = []
    for one in each(value):
        if callable_value(one):
            found.append(one)
        elif isinstance(one, Sequence | Suspended):
            found += [inner for inner in elements(it, frame, one, node).items[:_TASKS] if callable_value(inner)]
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
