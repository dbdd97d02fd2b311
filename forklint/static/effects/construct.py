"""Objects that library calls make: dormant or live, with a resource of their own or a derived one."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.knowledge.schema import CallFact, TypeFact
from forklint.model.levels import Ternary
from forklint.static import lifecycle
from forklint.static.conditions import argument, decide
from forklint.static.effects.callbacks import run_callback
from forklint.static.effects.handles import holds, resource_of, shared_by
from forklint.static.parameters import REST
from forklint.static.values import External, Handle, Instance, constant

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


def construct(it: Interpreter, frame: Frame, type_: TypeFact, name: str, args: list[Any], kwargs: dict[str, Any],
              node: ast.AST, row: CallFact | None = None, receiver: Handle | None = None) -> Handle:
    """Make an object of a type: dormant or live, its own resource or a derived one."""
    for which in type_.runs:
        run_callback(it, frame, argument(args, kwargs, which), which, args, kwargs, node, name)
    shared = shared_by(it, frame, (*(row.of if row else ()), *type_.of), args, kwargs, node)
    condition, sure = decide((*(row.when if row else ()), *type_.when), args, kwargs)
    makes = condition.makes if condition else ""
    if makes and (other := it.facts.type_named(makes)) is not None:
        type_ = other
    if type_.process_wide:
        return Handle(type_, None)
    state = condition.state if condition else (row.state if row and row.state else type_.state)
    if type_.kind is None or holds(it, type_, name) is Ternary.NO:
        reached = Handle(type_, shared or (receiver.resource if receiver else None))
        return _reaching(it, frame, reached, state, name, node)
    if not sure:
        it.maybe += 1
    resource = lifecycle.make(it, frame, type_, name, node, live=state == "live", arguments=_written(node, kwargs))
    resource.harmless = resource.harmless or state == "harmless"
    if not sure:
        it.maybe -= 1
    return Handle(type_, resource)


def _written(node: ast.AST, kwargs: dict[str, Any]) -> dict[str, Any]:
    """Where each keyword stands that is not switched off; one out of a mapping stands where the call spreads it."""
    keywords = getattr(node, "keywords", ())
    spread = [one for one in keywords if one.arg is None]
    places = {name: spread[0] for name in kwargs if spread and name != REST}
    places |= {one.arg: one for one in keywords if one.arg}
    return {name: place for name, place in places.items() if not _is_off(kwargs.get(name, True))}


def _is_off(value: Any) -> bool:
    return constant(value) and (not value or value == -1)


def _reaching(it: Interpreter, frame: Frame, handle: Handle, state: str, name: str, node: ast.AST) -> Handle:
    """A derived object; the state of its type is about what it reaches."""
    if state == "live":
        lifecycle.activate(it, frame, resource_of(it, frame, handle, node), node, f"calls {name.rpartition('.')[2]}()")
    elif state == "harmless":
        handle.resource = lifecycle.make(it, frame, handle.type, name, node, live=False, arguments={})
        handle.resource.harmless = True
    return handle


def backing(it: Interpreter, frame: Frame, base: Any, args: list[Any], kwargs: dict[str, Any], node: ast.AST,
            eager: bool) -> Handle | None:
    """What an instance of a program class is to the library whose class it extends.

    With its own `__init__`, nothing is live before that calls `super().__init__()`.
    """
    if isinstance(base, Handle):
        return Handle(base.type, base.resource)
    type_ = it.facts.type_named(base.name)
    if type_ is None:
        return None
    made = construct(it, frame, type_, base.name, args if eager else [], kwargs if eager else {}, node)
    if not eager and made.resource is not None and type_.kind is not None:
        lifecycle.put_to_sleep(made.resource)
    return made


def class_handle(it: Interpreter, base: Any) -> Handle | None:
    """What the class itself is to a library: `Model.objects`, `User.query`."""
    type_ = it.facts.type_named(base.name) if isinstance(base, External) else None
    return Handle(type_, None) if type_ is not None else None


def super_init(it: Interpreter, frame: Frame, receiver: Any, args: list[Any], kwargs: dict[str, Any],
               node: ast.AST) -> None:
    """`super().__init__(…)` into a library's class: now the constructor's arguments are known."""
    if not isinstance(receiver, Instance) or receiver.handle is None or receiver.handle.resource is None:
        return
    type_ = receiver.handle.type
    condition, _ = decide(type_.when, args, kwargs)
    if (condition.state if condition else type_.state) == "live":
        lifecycle.activate(it, frame, receiver.handle.resource, node, "calls the constructor of its base class")
