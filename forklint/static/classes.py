"""Classes: bodies, bases, metaclasses, and making instances."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.model.place import Place
from forklint.static import effects
from forklint.static.attributes import class_attribute, external_base
from forklint.static.flow import NORMAL
from forklint.static.functions import decorate
from forklint.static.mro import linearise
from forklint.static.names import bind
from forklint.static.scope import Frame, place_of
from forklint.static.source import WHOLE_FILES
from forklint.static.trees import slim
from forklint.static.values import (
    UNKNOWN,
    ClassValue,
    Descriptor,
    External,
    FunctionValue,
    Instance,
    Mapping,
    Sequence,
    each,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter


def exec_class(it: Interpreter, frame: Frame, node: ast.ClassDef) -> int:
    """A class statement: bases, body, metaclass, decorators."""
    decorators = [it.eval(frame, decorator) for decorator in node.decorator_list]
    bases = _bases(it, frame, node)
    keywords = {k.arg: it.eval(frame, k.value) for k in node.keywords if k.arg}
    cls = ClassValue(f"{frame.prefix}.{node.name}", node, frame.module, bases)
    cls.level = it.maybe
    cls.mro = linearise(cls)
    for base in bases:
        if isinstance(base, ClassValue):
            base.subclasses.append(cls)
    cls.metaclass = keywords.pop("metaclass", None) or _inherited_metaclass(cls)
    body = Frame("class", frame, cls.name, frame.module, frame.caller, frame.site, frame.what, it.maybe)
    body.caller, body.site = frame.caller, frame.site
    body.owner, body.function = cls, frame.function
    _prepare(it, frame, cls, node)
    body.vars = cls.namespace
    it.block(body, node.body)
    cls.namespace = body.vars
    it.maybe -= body.debt
    if len(it.sources) > WHOLE_FILES:
        cls.node = slim(node)
    value = _created(it, frame, cls, keywords, node)
    bind(it, frame, node.name, decorate(it, frame, decorators, node.decorator_list, value), node)
    return NORMAL


def _bases(it: Interpreter, frame: Frame, node: ast.ClassDef) -> tuple[Any, ...]:
    bases: list[Any] = []
    for base in node.bases:
        value = it.eval(frame, base.value if isinstance(base, ast.Starred) else base)
        if isinstance(base, ast.Starred):
            bases.extend(value.items if isinstance(value, Sequence) else [])
        else:
            bases.append(each(value)[0])
    return tuple(bases)


def _inherited_metaclass(cls: ClassValue) -> Any:
    for base in cls.mro[1:]:
        if isinstance(base, ClassValue) and base.metaclass is not None:
            return base.metaclass
    return None


def _prepare(it: Interpreter, frame: Frame, cls: ClassValue, node: ast.ClassDef) -> None:
    if isinstance(cls.metaclass, ClassValue) and class_attribute(cls.metaclass, "__prepare__") is not None:
        it.call(frame, it.get(frame, cls.metaclass, "__prepare__", node), [cls.name, UNKNOWN], {}, node)


def _created(it: Interpreter, frame: Frame, cls: ClassValue, keywords: dict[str, Any], node: ast.ClassDef) -> Any:
    """What Python does once the body has run: metaclass, `__set_name__`, `__init_subclass__`."""
    value = _by_metaclass(it, frame, cls, keywords, node)
    it.models.complete(it, frame, cls, node)
    for name, member in list(cls.namespace.items()):
        if isinstance(member, Instance) and class_attribute(member.cls, "__set_name__") is not None:
            it.special(frame, member, "__set_name__", [cls, name], node)
    for base in cls.mro[1:]:
        hook = base.namespace.get("__init_subclass__") if isinstance(base, ClassValue) else None
        if hook is not None:
            function = hook.function if isinstance(hook, Descriptor) else hook
            it.call(frame, function, [cls], keywords, node)
            break
    _note_framework(it, cls)
    return value


def _by_metaclass(it: Interpreter, frame: Frame, cls: ClassValue, keywords: dict[str, Any], node: ast.ClassDef) -> Any:
    meta = cls.metaclass
    short = cls.name.rpartition(".")[2]
    arguments = [short, Sequence("tuple", list(cls.bases)), Mapping(cls.namespace)]
    value: Any = cls
    if isinstance(meta, FunctionValue):
        it.building.append(cls)
        result = it.call(frame, meta, arguments, keywords, node)
        it.building.pop()
        return result if isinstance(result, ClassValue) else cls
    if not isinstance(meta, ClassValue):
        return cls
    it.building.append(cls)
    new = class_attribute(meta, "__new__")
    if new is not None:
        function = new.function if isinstance(new, Descriptor) else new
        result = it.call(frame, function, [meta, *arguments], keywords, node)
        value = result if isinstance(result, ClassValue) else cls
    init = class_attribute(meta, "__init__")
    if init is not None:
        it.call(frame, init, [value, *arguments], keywords, node)
    it.building.pop()
    return value


def _note_framework(it: Interpreter, cls: ClassValue) -> None:
    base = external_base(cls)
    if isinstance(base, External):
        it.facts.load(base.name)
        row = it.facts.subclasses.get(base.name)
        for method in row.calls if row else ():
            it.framework_calls.append((cls, method))


def instantiate(it: Interpreter, frame: Frame, cls: ClassValue, args: list[Any], kwargs: dict[str, Any],
                node: ast.AST) -> Any:
    """Call a class of the program."""
    if _deferred(it, cls):
        return Instance(cls, it.maybe)
    if isinstance(cls.metaclass, ClassValue):
        call = class_attribute(cls.metaclass, "__call__")
        if call is not None and cls not in it.building:
            it.building.append(cls)
            try:
                return it.call(frame, call, [cls, *args], kwargs, node)
            finally:
                it.building.pop()
    return plain_instance(it, frame, cls, args, kwargs, node)


def _deferred(it: Interpreter, cls: ClassValue) -> bool:
    base = external_base(cls)
    if not isinstance(base, External):
        return False
    subclasses = it.facts.subclasses
    row = subclasses.get(base.name) or subclasses.get(f"{base.name.partition('.')[0]}.*")
    return row is not None and row.deferred


def plain_instance(it: Interpreter, frame: Frame, cls: ClassValue, args: list[Any], kwargs: dict[str, Any],
                   node: ast.AST) -> Any:
    """`type.__call__`: `__new__`, then `__init__`."""
    special = it.models.calling(cls)
    if special is not None:
        return special(it, frame, cls, args, kwargs, node)
    new = class_attribute(cls, "__new__")
    if new is not None:
        function = new.function if isinstance(new, Descriptor) else new
        made = it.call(frame, function, [cls, *args], kwargs, node)
    else:
        made = it.models.make(it, frame, cls, args, kwargs, node)
    if isinstance(made, Instance) and cls in made.cls.mro:
        _initialise(it, frame, made, args, kwargs, node)
    return made


def _definitions(cls: ClassValue) -> tuple[Place, ...]:
    own = [one for one in cls.mro if isinstance(one, ClassValue)]
    return tuple(place_of(one.module.path, one.node) for one in own if one.node is not None)


def _initialise(it: Interpreter, frame: Frame, made: Instance, args: list[Any], kwargs: dict[str, Any],
                node: ast.AST) -> None:
    base = external_base(made.cls)
    init = constructor(made.cls)
    if base is not None:
        made.handle = effects.backing(it, frame, base, args, kwargs, node, eager=init is None)
        if made.handle is not None and made.handle.type.kind is not None:
            made.handle.attributes = {"(held)": Sequence("tuple", [made])}
            it.alive.append(made.handle)
        if made.handle is not None and made.handle.resource is not None:
            made.handle.resource.classes = _definitions(made.cls)
    if init is GENERATED:
        it.models.initialise(it, frame, made, args, kwargs, node)
    elif init is not None:
        it.call(frame, init, [made, *args], kwargs, node)
    elif made.content is not None:
        it.models.fill(it, frame, made, args, kwargs, node)


GENERATED = object()
"""Stands for the `__init__` that a dataclass generates."""


def constructor(cls: ClassValue) -> Any:
    """The nearest `__init__` that the program writes or a dataclass generates; None for neither."""
    for owner in cls.mro:
        if isinstance(owner, ClassValue):
            if "__init__" in owner.namespace:
                return owner.namespace["__init__"]
            if owner.dataclass:
                return GENERATED
    return None


TABLE: dict[type, Any] = {ast.ClassDef: exec_class}
