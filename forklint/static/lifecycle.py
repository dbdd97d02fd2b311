"""The life of a resource: made, live, released; and what hooks in the worker do to it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.model.resource import State
from forklint.static.resources import Event, LiveResource

if TYPE_CHECKING:
    from forklint.knowledge.schema import TypeFact
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


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
    if it.patched and type_.name.startswith("threading."):
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


def release(it: Interpreter, frame: Frame, resource: LiveResource | None, node: ast.AST,
            kwargs: dict[str, Any]) -> None:
    """A resource is closed or disposed; what only an exception handler does is not relied on."""
    it.events += 1
    if resource is None:
        return
    if it.phase in ("worker", "child"):
        resource.healed = True
        resource.repair = Event(frame.path, node, frame, "releases it in the worker", it.certainty())
        resource.repair_keywords = tuple(kwargs)
    elif not it.exceptional:
        resource.state = State.RELEASED


def put_to_sleep(resource: LiveResource) -> None:
    """Undo an eager construction: a subclass has not called the constructor yet."""
    resource.state, resource.live = State.DORMANT, None
