"""What handles stand for: their own resource, a shared one, or the one of the process."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.knowledge.schema import Argument, CallFact, ImportFact, TypeFact
from forklint.knowledge.versions import covers
from forklint.model.levels import Ternary
from forklint.static import lifecycle
from forklint.static.conditions import argument
from forklint.static.values import Bound, FunctionValue, Handle, Instance, Member, Partial, each

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.resources import LiveResource
    from forklint.static.scope import Frame


def callable_value(value: Any) -> bool:
    """Whether the program can be called back through this value."""
    return isinstance(value, FunctionValue | Bound | Partial | Member) or (
        isinstance(value, Instance) and any("__call__" in getattr(c, "namespace", ()) for c in value.cls.mro))


def holds(it: Interpreter, row: TypeFact | CallFact | ImportFact, name: str) -> Ternary:
    """Whether a row that is limited to some versions is about the version in use."""
    known = it.versions.of(it.facts.distributions_of(name)) if row.versions else ""
    return covers(row.versions, known)


def handles_in(value: Any) -> list[Handle]:
    """The library objects that a value may be."""
    found = []
    for one in each(value):
        one = one.handle if isinstance(one, Instance) else one
        if isinstance(one, Handle):
            found.append(one)
    return found


def use(it: Interpreter, frame: Frame, type_name: str, node: ast.AST, what: str) -> None:
    """Make a process-wide resource live."""
    type_ = it.facts.type_named(type_name)
    if type_ is not None:
        resource = process_wide(it, frame, type_, node)
        it.used_in_child(frame, resource, node)
        lifecycle.activate(it, frame, resource, node, what)


def throw_away(it: Interpreter, frame: Frame, handle: Handle, node: ast.AST) -> None:
    """A worker forgets what an object of a library holds: `connection.connection = None`."""
    resource = resource_of(it, frame, handle, node)
    if resource is not None:
        lifecycle.heal(resource, lifecycle.discharge(it, frame, node, "", None))


def process_wide(it: Interpreter, frame: Frame, type_: TypeFact, node: ast.AST) -> LiveResource:
    """The one resource of a process-wide type, made when it is first met."""
    if type_.name not in it.process_wide:
        it.process_wide[type_.name] = lifecycle.make(it, frame, type_, type_.name, node, live=False, arguments={})
    return it.process_wide[type_.name]


def resource_of(it: Interpreter, frame: Frame, handle: Handle, node: ast.AST) -> LiveResource | None:
    """The resource that a handle reaches: its own, or the process-wide one of its type."""
    if handle.resource is not None:
        return handle.resource
    name = handle.type.name if handle.type.process_wide and handle.type.kind else handle.type.parent
    type_ = it.facts.type_named(name) if name else None
    return process_wide(it, frame, type_, node) if type_ is not None else None


def shared_by(it: Interpreter, frame: Frame, which: tuple[Argument, ...], args: list[Any], kwargs: dict[str, Any],
            node: ast.AST) -> LiveResource | None:
    """The resource of the first argument that has one."""
    for one in which:
        for handle in handles_in(argument(args, kwargs, one)):
            found = resource_of(it, frame, handle, node)
            if found is not None:
                return found
    return None
