"""Writing and deleting attributes."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.effects.registering import register
from forklint.static.hierarchy import class_attribute
from forklint.static.values import (
    UNKNOWN,
    Bound,
    ClassValue,
    Descriptor,
    External,
    FunctionValue,
    Handle,
    Instance,
    Mapping,
    ModuleValue,
    each,
    held,
    join,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


def put(it: Interpreter, frame: Frame, target: Any, name: str, value: Any, node: ast.AST) -> None:
    """`target.name = value`."""
    for one in each(target):
        if isinstance(one, Instance):
            _put_instance(it, frame, one, name, value, node)
        elif isinstance(one, ClassValue):
            _store(it, one.namespace, name, value, one.level)
        elif isinstance(one, ModuleValue):
            _store(it, one.scope.vars, name, value, one.scope.level)
        elif isinstance(one, FunctionValue):
            one.attributes[name] = value
        elif isinstance(one, External | Handle):
            if value is None and isinstance(one, Handle) and it.phase in ("worker", "child"):
                it.renew(frame, one, node)
            _hang(one, name, value)
            it.kept.append(value if one is UNKNOWN or getattr(one, "resource", None) else one)
            _hook(it, one, name, value)
        _name(one, name, value)


def _hang(target: External | Handle, name: str, value: Any) -> None:
    """`app.state.pool = value`: from now on `app.state` is an object that has one."""
    if target is not UNKNOWN:
        target.attributes = {**(target.attributes or {}), name: value}
    if isinstance(target, External) and target.owner is not None:
        owner, target.owner = target.owner, None
        _hang(owner, target.name.rpartition(".")[2], target)


def _hook(it: Interpreter, target: External | Handle, name: str, value: Any) -> None:
    """`uwsgi.post_fork_hook = function`."""
    hook = it.hooks.get(f"{target.name}.{name}") if isinstance(target, External) else None
    if hook is not None and hook.where == "assignment" and isinstance(value, FunctionValue | Bound):
        register(it, hook, value)


def _put_instance(it: Interpreter, frame: Frame, target: Instance, name: str, value: Any, node: ast.AST) -> None:
    hook = class_attribute(target.cls, "__setattr__")
    if hook is not None and it.active.get(getattr(hook, "node", node), 0) == 0:
        it.call(frame, hook, [target, name, value], {}, node)
        return
    found = class_attribute(target.cls, name)
    if isinstance(found, Descriptor) and found.setter is not None:
        it.call(frame, found.setter, [target, value], {}, node)
    elif isinstance(found, Instance) and class_attribute(found.cls, "__set__") is not None:
        it.special(frame, found, "__set__", [target, value], node)
    elif name == "__dict__" and isinstance(held(value), Mapping):
        target.attributes = held(value).items
    else:
        _store(it, target.attributes, name, value, target.level)


def delete(it: Interpreter, frame: Frame, target: Any, name: str, node: ast.AST) -> None:
    """`del target.name`: what the name referred to stays as it is."""
    if not isinstance(target, Instance):
        return
    hook = class_attribute(target.cls, "__delattr__")
    found = class_attribute(target.cls, name)
    if hook is not None and it.active.get(getattr(hook, "node", node), 0) == 0:
        it.call(frame, hook, [target, name], {}, node)
    elif isinstance(found, Instance) and class_attribute(found.cls, "__delete__") is not None:
        it.special(frame, found, "__delete__", [target], node)
    else:
        target.attributes.pop(name, None)


def _store(it: Interpreter, into: dict[str, Any], name: str, value: Any, level: int) -> None:
    """Where only an undecided arm runs, the old value stays possible."""
    weak = it.phase == "load" and it.maybe > level and name in into
    into[name] = join(into[name], value) if weak else value


def _name(owner: Any, name: str, value: Any) -> None:
    if isinstance(value, Handle) and value.resource and not value.resource.symbol:
        prefix = owner.cls.name if isinstance(owner, Instance) else getattr(owner, "name", "")
        value.resource.symbol = f"{prefix}.{name}" if prefix else name
