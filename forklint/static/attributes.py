"""Reading and writing attributes: instance, class, module, library object."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static import effects, readers
from forklint.static.attribute_writing import delete, put
from forklint.static.binding import bound, from_class
from forklint.static.flow import Raised
from forklint.static.hierarchy import class_attribute, declares, external_base
from forklint.static.values import (
    UNKNOWN,
    Alternatives,
    Bound,
    ClassValue,
    Defaulted,
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
    Sequence,
    Super,
    Suspended,
    constant,
    join,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_MISSING = object()


def eval_attribute(it: Interpreter, frame: Frame, node: ast.Attribute) -> Any:
    """`value.name` as an expression."""
    return get(it, frame, it.eval(frame, node.value), node.attr, node)


def get(it: Interpreter, frame: Frame, value: Any, name: str, node: ast.AST) -> Any:
    """`value.name`."""
    reader = _READERS.get(type(value))
    if reader is None:
        return Native(value, name) if isinstance(value, str | bytes | int | float) else UNKNOWN
    return reader(it, frame, value, name, node)


def _of_alternatives(it: Interpreter, frame: Frame, value: Alternatives, name: str, node: ast.AST) -> Any:
    """`None` among the alternatives has no attributes: a program that works never meets it here."""
    found = [get(it, frame, one, name, node) for one in value.values if one is not None]
    result = found[0] if found else UNKNOWN
    for one in found[1:]:
        result = join(result, one)
    return result


def _of_external(it: Interpreter, frame: Frame, value: External, name: str, node: ast.AST) -> Any:
    if value.attributes is not None and name in value.attributes:
        return value.attributes[name]
    shown = it.standing_for(frame, value, node)
    if shown is not value and name in shown.scope.vars:
        return _overridable(shown.scope, name)
    if not value.name:
        return it.models.external(it, frame, f"?.{name}")
    read = it.models.external(it, frame, f"{value.name}.{name}")
    if isinstance(read, External) and read.name == f"{value.name}.{name}":
        read.owner = value
    return read


def _overridable(scope: Frame, name: str) -> Any:
    """A name of a settings module; what it binds under a condition decides nothing."""
    found = scope.vars[name]
    return Defaulted(found) if name in scope.perhaps and constant(found) else found


def _of_module(it: Interpreter, frame: Frame, value: ModuleValue, name: str, node: ast.AST) -> Any:
    found = value.scope.vars.get(name, _MISSING)
    if found is not _MISSING:
        return found
    if name == "__dict__":
        return Mapping(value.scope.vars)
    hook = value.scope.vars.get("__getattr__")
    if isinstance(hook, FunctionValue):
        return it.call(frame, hook, [name], {}, node)
    if f"{value.name}.{name}" in it.modules:
        return it.modules[f"{value.name}.{name}"]
    for module in value.scope.vars.get("*", ()):
        return it.models.external(it, frame, f"{module}.{name}")
    return UNKNOWN


def _of_class(it: Interpreter, frame: Frame, value: ClassValue, name: str, node: ast.AST) -> Any:
    for owner in value.mro:
        if isinstance(owner, ClassValue) and name in owner.namespace:
            return from_class(it, frame, owner.namespace[name], value, node)
    if isinstance(value.metaclass, ClassValue):
        found = class_attribute(value.metaclass, name)
        if found is not None:
            return bound(it, frame, found, value, node)
        hook = class_attribute(value.metaclass, "__getattr__")
        if hook is not None:
            return it.call(frame, hook, [value, name], {}, node)
    if name == "__name__":
        return value.name.rpartition(".")[2]
    if name in _OF_EVERY_CLASS:
        return _of_every_class(value, name)
    base = external_base(value)
    handle = base if isinstance(base, Handle) else effects.class_handle(it, base)
    if handle is not None:
        return effects.member(it, frame, handle, name, node)
    return _of_external(it, frame, base, name, node) if isinstance(base, External) else UNKNOWN


_OF_EVERY_CLASS = frozenset({"__dict__", "__subclasses__", "__mro__", "__bases__", "__members__", "__module__",
                             "__qualname__", "__doc__"})


def _of_every_class(value: ClassValue, name: str) -> Any:
    if name == "__dict__":
        return Mapping(value.namespace)
    if name == "__subclasses__":
        return Native(value, name)
    if name == "__members__":
        return value.namespace.get("_member_map_", UNKNOWN)
    if name in ("__mro__", "__bases__"):
        return Sequence("tuple", list(value.mro if name == "__mro__" else value.bases))
    return UNKNOWN


def _of_instance(it: Interpreter, frame: Frame, value: Instance, name: str, node: ast.AST) -> Any:
    hook = class_attribute(value.cls, "__getattribute__")
    if hook is not None and it.active.get(getattr(hook, "node", node), 0) == 0:
        return it.call(frame, hook, [value, name], {}, node)
    found = class_attribute(value.cls, name)
    data = isinstance(found, Descriptor) and found.kind == "property"
    if not data and name in value.attributes:
        return value.attributes[name]
    if found is not None or declares(value.cls, name):
        return bound(it, frame, found, value, node)
    return _absent(it, frame, value, name, node)


def _absent(it: Interpreter, frame: Frame, value: Instance, name: str, node: ast.AST) -> Any:
    """Neither the instance nor the program's classes have it."""
    if value.handle is not None and effects.has_member(value.handle.type, name):
        return effects.member(it, frame, value.handle, name, node)
    if name == "__class__":
        return value.cls
    if name == "__dict__":
        return Mapping(value.attributes)
    if value.content is not None and it.models.has_method(value.content, name):
        return Native(value.content, name)
    hook = class_attribute(value.cls, "__getattr__")
    if hook is not None:
        return it.call(frame, hook, [value, name], {}, node)
    if value.handle is not None:
        return effects.member(it, frame, value.handle, name, node)
    return _of_base(it, frame, value, name)


def _of_base(it: Interpreter, frame: Frame, value: Instance, name: str) -> Any:
    """A method that a library's class brings: bound where there is a model of it."""
    base = external_base(value.cls)
    if not isinstance(base, External):
        if frame.tries:
            raise Raised(External("builtins.AttributeError"))
        return UNKNOWN
    it.risks += 1
    method = External(f"{base.name}().{name}")
    return Partial(method, [value], {}) if method.name in it.functions else method


_READERS: dict[type, Any] = {
    Alternatives: _of_alternatives, External: _of_external, ModuleValue: _of_module, ClassValue: _of_class,
    Instance: _of_instance, Super: readers.of_super, Handle: readers.of_handle, FunctionValue: readers.of_function,
    Bound: readers.of_bound, Partial: readers.of_partial, Descriptor: readers.of_descriptor,
    Member: readers.of_member,
    **dict.fromkeys((Sequence, Mapping, Manager, Suspended, Defaulted), readers.of_native),
}
TABLE: dict[type, Any] = {ast.Attribute: eval_attribute}

__all__ = ["TABLE", "class_attribute", "delete", "external_base", "get", "put"]
