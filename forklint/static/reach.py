"""What is still referred to: the resources that a process can get at from its modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forklint.static.effects import has_member
from forklint.static.values import (
    WEAK_REFERENCE,
    Alternatives,
    Bound,
    ClassValue,
    Descriptor,
    External,
    FunctionValue,
    Handle,
    Instance,
    Manager,
    Mapping,
    Member,
    ModuleValue,
    Native,
    Partial,
    Pid,
    Sequence,
    Suspended,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame, Scope


def reachable(it: Interpreter, frame: Frame | None = None) -> set[int]:
    """The ids of the resources that something refers to: modules, libraries, and the calls that are running."""
    found: set[int] = set()
    seen: set[int] = set()
    stack: list[Any] = [*it.modules.values(), *it.kept]
    stack.extend(inner for handle in it.alive for inner in _attributes(handle))
    while frame is not None:
        stack.extend(value for name, value in frame.vars.items() if name != "*")
        frame = frame.caller
    while stack:
        value = stack.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, Handle | Pid) and value.resource is not None:
            found.add(id(value.resource))
        parts = _PARTS.get(type(value))
        if parts is not None:
            stack.extend(parts(value))
    return found


def _attributes(value: Any) -> list[Any]:
    return list(value.attributes.values()) if value.attributes else []


def _of_module(value: ModuleValue) -> list[Any]:
    return [inner for name, inner in value.scope.vars.items() if name != "*"]


def _of_function(value: FunctionValue) -> list[Any]:
    closed: list[Any] = []
    scope: Scope | None = value.scope
    while scope is not None and scope.kind == "function":
        closed += scope.vars.values()
        scope = scope.parent
    own = [inner for name, inner in value.attributes.items() if name != "(receiver)"]
    kept = [value.result] if value.cached else []
    return [*own, *value.defaults, *value.kw_defaults, *closed, *kept]


def _of_instance(value: Instance) -> list[Any]:
    return [*value.attributes.values(), value.content, value.cls, *([value.handle] if value.handle else [])]


def _of_member(value: Member) -> list[Any]:
    """A method keeps its object; a foreign attribute that the facts do not know may be mere data."""
    return [value.handle] if has_member(value.handle.type, value.name) else []


def _of_partial(value: Partial) -> list[Any]:
    weak = isinstance(value.function, External) and value.function.name == WEAK_REFERENCE
    return [] if weak else [value.function, *value.args, *value.kwargs.values()]


def _of_sequence(value: Sequence) -> list[Any]:
    return [] if value.weak else [*value.items, *([value.rest] if value.rest is not None else [])]


def _of_mapping(value: Mapping) -> list[Any]:
    return [] if value.weak else [*value.items.values(), *([value.rest] if value.rest is not None else [])]


_PARTS: dict[type, Any] = {
    ModuleValue: _of_module, FunctionValue: _of_function, Instance: _of_instance,
    ClassValue: lambda value: [*value.namespace.values(), *value.bases],
    Alternatives: lambda value: list(value.values), Bound: lambda value: [value.function, value.receiver],
    Descriptor: lambda value: [value.function], External: _attributes, Handle: _attributes,
    Manager: lambda value: [value.target, *value.exits],
    Mapping: _of_mapping, Sequence: _of_sequence, Member: _of_member, Native: lambda value: [value.receiver],
    Partial: _of_partial,
    Suspended: lambda value: list(value.frame.vars.values()),
}
