"""The life of a resource: made, live, released; and what hooks in the worker do to it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.model.resource import State
from forklint.static.conditions import holds
from forklint.static.resources import Discharge, Event, LiveResource

if TYPE_CHECKING:
    from forklint.knowledge.schema import Goodbye, TypeFact
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

AFTER_FORK = ("worker", "child")
"""Phases in which a hook of the worker runs, or what a child of the program is given."""


def make(it: Interpreter, frame: Frame, type_: TypeFact, call: str, node: ast.AST, live: bool,
         arguments: dict[str, Any]) -> LiveResource:
    """A new resource, dormant or live."""
    event = Event(frame.path, node, frame, f"makes it: {call.rpartition('.')[2]}()", it.certainty())
    resource = LiveResource(type_, call, event, phase=it.phase, arguments=arguments, guarded=it.guard > 0)
    resource.harmless = _harmless(it, type_)
    resource.made_in = it.made_in
    if live:
        resource.state, resource.live = State.LIVE, event
    it.resources.append(resource)
    it.events += 1
    return resource


def _harmless(it: Interpreter, type_: TypeFact) -> bool:
    """Patched threads are greenlets, which a forked worker has too; and what the environment turns off."""
    if it.patched and type_.unless_patched:
        return True
    return any(str(it.environment.get(name, "")).lower() == value.lower()
               for name, value in type_.unless_environment.items())


def activate(it: Interpreter, frame: Frame, resource: LiveResource | None, node: ast.AST, what: str) -> None:
    """A resource becomes live; in the worker that is what it is for."""
    it.events += 1
    if resource is None or it.phase != "load":
        return
    if resource.state is not State.LIVE:
        resource.state = State.LIVE
        resource.live = Event(frame.path, node, frame, what, it.certainty())
        resource.made_in = it.made_in
        resource.guarded = resource.guarded or it.guard > 0
    elif resource.live is not None and resource.live.certain.rank > it.certainty().rank:
        resource.live = Event(frame.path, node, frame, what, it.certainty())


def release(it: Interpreter, frame: Frame, resource: LiveResource | None, node: ast.AST, call: str,
            goodbye: Goodbye | None) -> None:
    """A resource is closed or disposed; what only an exception handler does is not relied on."""
    it.events += 1
    if resource is None:
        return
    if it.phase in AFTER_FORK:
        heal(resource, discharge(it, frame, node, call, goodbye))
    elif not it.exceptional:
        resource.state, resource.released = State.RELEASED, discharge(it, frame, node, call, goodbye)


def heal(resource: LiveResource, how: Discharge) -> None:
    """A worker lets go of a resource; the first way counts."""
    if not resource.healed:
        resource.healed, resource.repair = True, how


def discharge(it: Interpreter, frame: Frame, node: ast.AST, call: str, goodbye: Goodbye | None) -> Discharge:
    """How a process lets go of something: by a call, or in silence."""
    where = it.phase if it.phase in AFTER_FORK else "master"
    what = f"{call}() releases it" if call else "throws it away"
    event = Event(frame.path, node, frame, f"{what} in the {where}", it.certainty())
    return Discharge(event, call, goodbye, it.made_in)


def goodbye_of(type_: TypeFact, call: str, args: list[Any], kwargs: dict[str, Any]) -> Goodbye | None:
    """The row that says that such a call speaks to the other end; an argument that nobody knows may silence it."""
    row = next((one for one in type_.goodbye if call in one.names), None)
    silent = row is not None and any(holds(one, args, kwargs) is not False for one in row.when)
    return None if silent else row


def put_to_sleep(resource: LiveResource) -> None:
    """Undo an eager construction: a subclass has not called the constructor yet."""
    resource.state, resource.live = State.DORMANT, None
