"""Members of library objects."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.knowledge.schema import CallFact, TypeFact
from forklint.model.resource import Kind
from forklint.static import lifecycle
from forklint.static.effects.construct import construct
from forklint.static.effects.foreign import passed_to
from forklint.static.effects.handles import callable_value, resource_of
from forklint.static.effects.rows import INITIALIZER, apply
from forklint.static.values import External, Handle, Member

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


def _row(type_: TypeFact, name: str) -> CallFact | None:
    return next((row for row in type_.member if name in row.names), None)


def has_member(type_: TypeFact, name: str) -> bool:
    """Whether a type says anything of a member, `*` not counted."""
    return (name in type_.activated_by or name in type_.released_by or name in type_.gives
            or name in type_.attributes or name in type_.returns_self or name in type_.inert
            or name in type_.renewed_by
            or _row(type_, name) is not None)


def member(it: Interpreter, frame: Frame, handle: Handle, name: str, node: ast.AST) -> Any:
    """`handle.name`, not yet called."""

    type_ = handle.type
    given = type_.attributes.get(name)
    if given is None and not has_member(type_, name) and not name.startswith("__"):
        given = type_.attributes.get("*")
    if given is not None:
        other = it.facts.type_named(given)
        if other is not None:
            return _derived(it, frame, handle, other, name, node)
    return Member(handle, name)


def _derived(it: Interpreter, frame: Frame, handle: Handle, type_: TypeFact, name: str, node: ast.AST) -> Handle:
    if type_.kind is None:
        return Handle(type_, handle.resource)
    if type_.process_wide:
        return Handle(type_, None)
    made = lifecycle.make(it, frame, type_, f"{handle.type.name}.{name}", node, type_.state == "live", {})
    return Handle(type_, made)


def call_member(it: Interpreter, frame: Frame, handle: Handle, name: str, args: list[Any], kwargs: dict[str, Any],
                node: ast.AST) -> Any:
    """Call a member of a library's object."""
    it.risks += 1
    type_ = handle.type
    spelt = type_.name.rpartition(".")[2] if name == "__call__" else name
    if handle.resource is None and passed_to(it, frame, External(f"{type_.name}.{spelt}"), args, kwargs, node):
        return External(f"{type_.name}.{name}()")
    resource = resource_of(it, frame, handle, node)
    it.used_in_child(frame, resource, node)
    if it.inherited and type_.kind in (Kind.PROCESS, Kind.EXECUTOR):
        it.in_child(frame, [*args, *kwargs.values()], node, (handle.attributes or {}).get(INITIALIZER))
    if name in type_.released_by or (it.phase in lifecycle.AFTER_FORK and name in type_.renewed_by):
        goodbye = lifecycle.goodbye_of(type_, name, args, kwargs)
        lifecycle.release(it, frame, resource, node, name, goodbye)
    elif _activates(type_, name):
        lifecycle.activate(it, frame, resource, node, _phrase(name))
    row = _row(type_, name)
    if row is not None:
        result = apply(it, frame, row, f"{type_.name}.{name}", handle, args, kwargs, node)
        if row.makes or row.returns is not None or not it.models.opaque(result):
            return result
    return _result(it, frame, handle, name, args, kwargs, node)


def _result(it: Interpreter, frame: Frame, handle: Handle, name: str, args: list[Any], kwargs: dict[str, Any],
            node: ast.AST) -> Any:
    type_ = handle.type
    given = type_.gives.get(name)
    if given is not None and (other := it.facts.type_named(given)) is not None:
        if other.kind is None:
            return Handle(other, handle.resource)
        return construct(it, frame, other, f"{type_.name}.{name}", args, kwargs, node, None, handle)
    if name in type_.returns_self or name in ("__enter__", "__aenter__", "__await__"):
        return handle
    decorated = [one for one in args if callable_value(one)]
    if len(args) == len(decorated) == 1 and not kwargs and not has_member(type_, name):
        return decorated[0]
    passed_to(it, frame, External(f"{type_.name}.{name}"), args, kwargs, node)
    return External(f"{type_.name}.{name}()")


def _activates(type_: TypeFact, name: str) -> bool:
    if name in type_.activated_by:
        return True
    return ("*" in type_.activated_by and not name.startswith("__") and name not in type_.inert
            and name not in type_.gives and name not in type_.returns_self and name not in type_.renewed_by
            and _row(type_, name) is None)


def _phrase(name: str) -> str:
    spelt = {"__iter__": "iterates it", "__enter__": "enters it", "__aenter__": "enters it", "__call__": "calls it",
             "__getitem__": "reads an item of it", "__len__": "takes its length", "__bool__": "tests it",
             "__await__": "awaits it"}
    return spelt.get(name, f"calls {name}()")
