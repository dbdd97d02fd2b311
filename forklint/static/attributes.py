"""Reading and writing attributes: instance, class, module, library object."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static import effects
from forklint.static.flow import Raised
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
    Value,
    each,
    held,
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
    return it.models.external(it, frame, f"{value.name}.{name}" if value.name else f"?.{name}")


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


def class_attribute(cls: ClassValue, name: str) -> Any:
    """What the program's classes define under a name; None for nothing."""
    for owner in cls.mro:
        if isinstance(owner, ClassValue) and name in owner.namespace:
            return owner.namespace[name]
    return None


def external_base(cls: ClassValue) -> Any:
    """The first base that is not the program's own, other than `object` and its like; None for none."""
    for owner in cls.mro:
        if isinstance(owner, Handle):
            return owner
        if isinstance(owner, External) and owner.name not in _PLAIN:
            return owner
    return None


_OBJECT = frozenset({"__init__", "__new__", "__setattr__", "__getattribute__", "__delattr__", "__init_subclass__"})
"""Methods of every object, which have models of their own."""
_PLAIN = frozenset({"builtins.object", "abc.ABC", "typing.Generic", "typing.Protocol", "", "builtins.type"})


def _of_class(it: Interpreter, frame: Frame, value: ClassValue, name: str, node: ast.AST) -> Any:
    for owner in value.mro:
        if isinstance(owner, ClassValue) and name in owner.namespace:
            return _from_class(it, frame, owner.namespace[name], value, node)
    if isinstance(value.metaclass, ClassValue):
        found = class_attribute(value.metaclass, name)
        if found is not None:
            return _bound(it, frame, found, value, node)
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


def _from_class(it: Interpreter, frame: Frame, found: Any, cls: ClassValue, node: ast.AST) -> Any:
    """Read through the class itself: only class and static methods bind."""
    if isinstance(found, Descriptor):
        if found.kind == "classmethod":
            return Bound(found.function, cls)
        return found.function if found.kind == "staticmethod" else found
    if isinstance(found, Instance) and class_attribute(found.cls, "__get__") is not None:
        return it.special(frame, found, "__get__", [None, cls], node)
    return found


def _of_instance(it: Interpreter, frame: Frame, value: Instance, name: str, node: ast.AST) -> Any:
    hook = class_attribute(value.cls, "__getattribute__")
    if hook is not None and it.active.get(getattr(hook, "node", node), 0) == 0:
        return it.call(frame, hook, [value, name], {}, node)
    found = class_attribute(value.cls, name)
    data = isinstance(found, Descriptor) and found.kind == "property"
    if not data and name in value.attributes:
        return value.attributes[name]
    if found is not None or _declares(value.cls, name):
        return _bound(it, frame, found, value, node)
    return _absent(it, frame, value, name, node)


def _declares(cls: ClassValue, name: str) -> bool:
    return any(isinstance(owner, ClassValue) and name in owner.namespace for owner in cls.mro)


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


def _bound(it: Interpreter, frame: Frame, found: Any, receiver: Any, node: ast.AST) -> Any:
    """A class attribute read through an instance."""
    if isinstance(found, FunctionValue):
        return Bound(found, receiver)
    if isinstance(found, Descriptor):
        return _described(it, frame, found, receiver, node)
    if isinstance(found, Instance) and class_attribute(found.cls, "__get__") is not None:
        cls = receiver.cls if isinstance(receiver, Instance) else receiver
        return it.special(frame, found, "__get__", [receiver, cls], node)
    if isinstance(found, Partial) and "(method)" in found.kwargs:
        kwargs = {key: value for key, value in found.kwargs.items() if key != "(method)"}
        return Partial(found.function, [receiver, *found.args], kwargs)
    if isinstance(found, Partial) and isinstance(found.function, External) and found.function.name in _LIKE_FUNCTIONS:
        return Bound(found, receiver)
    return found


_LIKE_FUNCTIONS = frozenset({"(around)", "(dispatch method)"})
"""What decorators leave in place of a method, and what binds like one."""


def _described(it: Interpreter, frame: Frame, found: Descriptor, receiver: Any, node: ast.AST) -> Any:
    if found.kind == "staticmethod":
        return found.function
    if found.kind == "classmethod":
        return Bound(found.function, receiver.cls if isinstance(receiver, Instance) else receiver)
    value = it.call(frame, found.function, [receiver], {}, node)
    if found.kind == "cached" and isinstance(receiver, Instance) and isinstance(found.function, FunctionValue):
        receiver.attributes[found.function.name.rpartition(".")[2]] = value
    return value


def _of_super(it: Interpreter, frame: Frame, value: Super, name: str, node: ast.AST) -> Any:
    receiver = value.receiver
    cls = receiver.cls if isinstance(receiver, Instance) else receiver
    mro = cls.mro if isinstance(cls, ClassValue) else []
    if value.cls not in mro and isinstance(cls, ClassValue):
        mro = value.cls.mro
    start = mro.index(value.cls) + 1 if value.cls in mro else len(mro)
    for owner in mro[start:]:
        if isinstance(owner, ClassValue) and name in owner.namespace:
            found = owner.namespace[name]
            if name == "__new__":
                return found.function if isinstance(found, Descriptor) else found
            return _bound(it, frame, found, receiver, node)
        if name == "__init__" and isinstance(owner, ClassValue) and owner.dataclass:
            break
    if isinstance(receiver, Instance) and receiver.handle is not None and not name.startswith("__"):
        return effects.member(it, frame, receiver.handle, name, node)
    if isinstance(receiver, Instance) and it.models.has_method(receiver.content, name) and name not in _OBJECT:
        return Native(receiver.content, name)
    return Partial(External(f"(super).{name}"), [value], {})


def _of_handle(it: Interpreter, frame: Frame, value: Handle, name: str, node: ast.AST) -> Any:
    if value.attributes is not None and name in value.attributes:
        return value.attributes[name]
    return effects.member(it, frame, value, name, node)


def _of_function(it: Interpreter, frame: Frame, value: FunctionValue, name: str, node: ast.AST) -> Any:
    if name in value.attributes:
        return value.attributes[name]
    if name == "__wrapped__":
        return value
    if name in ("__name__", "__qualname__"):
        return value.name.rpartition(".")[2]
    return Native(value, name)


def _of_bound(it: Interpreter, frame: Frame, value: Bound, name: str, node: ast.AST) -> Any:
    if name == "__self__":
        return value.receiver
    return value.function if name == "__func__" else get(it, frame, value.function, name, node)


def _of_partial(it: Interpreter, frame: Frame, value: Partial, name: str, node: ast.AST) -> Any:
    if isinstance(value.function, External) and f"{value.function.name}.{name}" in it.functions:
        return Partial(External(f"{value.function.name}.{name}"), [value], {})
    return value.function if name == "func" else UNKNOWN


def _of_descriptor(it: Interpreter, frame: Frame, value: Descriptor, name: str, node: ast.AST) -> Any:
    """`@x.setter` and its relatives; `fget` and the rest are rare."""
    return Native(value, name)


def _native(it: Interpreter, frame: Frame, value: Any, name: str, node: ast.AST) -> Any:
    return Native(value, name)


def _of_member(it: Interpreter, frame: Frame, value: Member, name: str, node: ast.AST) -> Any:
    return External(f"{value.handle.type.name}.{value.name}.{name}")


_READERS: dict[type, Any] = {
    Alternatives: _of_alternatives, External: _of_external, ModuleValue: _of_module, ClassValue: _of_class,
    Instance: _of_instance, Super: _of_super, Handle: _of_handle, FunctionValue: _of_function, Bound: _of_bound,
    Partial: _of_partial, Descriptor: _of_descriptor, Sequence: _native, Mapping: _native, Manager: _native,
    Suspended: _native, Defaulted: _native, Member: _of_member,
}


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
            if one is not UNKNOWN:
                one.attributes = {**(one.attributes or {}), name: value}
            it.kept.append(value)
        _name(one, name, value)


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


TABLE: dict[type, Any] = {ast.Attribute: eval_attribute}


def is_value(value: Any) -> bool:
    """Whether this is an abstract object rather than a constant."""
    return isinstance(value, Value)
