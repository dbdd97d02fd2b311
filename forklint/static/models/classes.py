"""`type`, `object`, `super`, descriptors, dataclasses, `isinstance`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static import classes, effects
from forklint.static.models import dataclass, shapes
from forklint.static.mro import linearise
from forklint.static.values import (
    UNKNOWN,
    Alternatives,
    ClassValue,
    Descriptor,
    External,
    FunctionValue,
    Handle,
    Instance,
    Mapping,
    Sequence,
    Super,
    constant,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def _super(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Super(args[0], args[1]) if len(args) == 2 and isinstance(args[0], ClassValue) else UNKNOWN


def _super_init(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if args and isinstance(args[0], Super):
        receiver = args[0].receiver
        effects.super_init(it, frame, receiver, args[1:], kwargs, node)
        if isinstance(receiver, Instance) and receiver.content is not None:
            shapes.fill(it, frame, receiver, args[1:], kwargs, node)
        above = next((one for one in args[0].cls.mro[1:] if isinstance(one, ClassValue) and one.dataclass), None)
        if isinstance(receiver, Instance) and above is not None:
            dataclass.initialise(it, frame, receiver, args[1:], kwargs, node, above)
    return None


def _new(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`super().__new__(cls)`, `object.__new__(cls)`, `type.__new__(mcs, name, bases, namespace)`."""
    given = args[1:] if args and isinstance(args[0], Super) else args
    cls = given[0] if given else None
    if len(given) >= 4 and it.building:
        return it.building[-1]
    return shapes.make(it, frame, cls, given[1:], kwargs, node) if isinstance(cls, ClassValue) else UNKNOWN


def _type_call(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`super().__call__(…)` in a metaclass."""
    if args and isinstance(args[0], Super):
        cls, rest = args[0].receiver, args[1:]
    else:
        cls, rest = (args[0] if args else None), args[1:]
    return classes.plain_instance(it, frame, cls, rest, kwargs, node) if isinstance(cls, ClassValue) else UNKNOWN


def _setattr_super(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`super().__setattr__(name, value)` and `object.__setattr__(self, name, value)`."""
    target = args[0].receiver if args and isinstance(args[0], Super) else (args[0] if args else None)
    if isinstance(target, Instance) and len(args) >= 3 and isinstance(args[1], str):
        target.attributes[args[1]] = args[2]
    return None


def _delattr_super(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`super().__delattr__(name)`."""
    target = args[0].receiver if args and isinstance(args[0], Super) else (args[0] if args else None)
    if isinstance(target, Instance) and len(args) >= 2:
        target.attributes.pop(args[1] if isinstance(args[1], str) else "", None)


def _getattribute(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    target = args[0].receiver if args and isinstance(args[0], Super) else (args[0] if args else None)
    return it.get(frame, target, args[1], node) if len(args) >= 2 and isinstance(args[1], str) else UNKNOWN


def _type(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`type(x)` and `type(name, bases, namespace)`."""
    if len(args) == 3 and isinstance(args[0], str):
        bases = tuple(args[1].items) if isinstance(args[1], Sequence) else ()
        cls = ClassValue(f"{frame.module.name}.{args[0]}", None, frame.module, bases)
        cls.namespace = dict(args[2].items) if isinstance(args[2], Mapping) else {}
        cls.mro = linearise(cls)
        return cls
    value = args[0] if args else None
    if isinstance(value, Instance):
        return value.cls
    if isinstance(value, Handle):
        return External(value.type.name)
    return External(f"builtins.{type(value).__name__}") if constant(value) else UNKNOWN


def _descriptor(kind: str) -> Any:
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        function = args[0] if args else kwargs.get("fget", UNKNOWN)
        setter = args[1] if len(args) > 1 else kwargs.get("fset")
        return Descriptor(kind, function, setter)

    return model


def _isinstance(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) != 2:
        return UNKNOWN
    wanted = args[1].items if isinstance(args[1], Sequence) else [args[1]]
    verdicts = [is_a(args[0], one) for one in wanted]
    return True if True in verdicts else (UNKNOWN if None in verdicts else False)


def is_a(value: Any, cls: Any) -> bool | None:
    """`isinstance(value, cls)`, three-valued."""
    if isinstance(value, Alternatives | External):
        return None
    if isinstance(value, Instance) and isinstance(cls, ClassValue):
        return cls in value.cls.mro or (None if any(isinstance(b, External) for b in value.cls.mro) else False)
    if isinstance(value, Instance) and isinstance(cls, External):
        inherited = _extends(value.cls, cls.name)
        known = inherited is None and value.content is not None and cls.name.startswith("builtins.")
        return is_a(value.content, cls) if known else inherited
    if isinstance(cls, ClassValue) and (constant(value) or isinstance(value, Sequence | Mapping | FunctionValue)):
        return None if cls.metaclass is not None or any(isinstance(one, External) for one in cls.mro) else False
    if isinstance(value, Handle) and isinstance(cls, External):
        return cls.name in (value.type.name, *value.type.aliases) or None
    name = cls.name.removeprefix("builtins.") if isinstance(cls, External) else ""
    if constant(value) and name in _CONSTANT_TYPES:
        return isinstance(value, _CONSTANT_TYPES[name])
    if isinstance(value, Sequence) and name in ("list", "tuple", "set", "dict", "str", "int"):
        return value.kind == name
    if isinstance(value, Mapping) and name in ("list", "tuple", "set", "dict", "str", "int"):
        return name == "dict"
    if isinstance(value, FunctionValue) and name in (*_CONSTANT_TYPES, "list", "tuple", "dict", "type"):
        return False
    if isinstance(value, ClassValue) and name == "type":
        return True
    return False if name == "property" and _is_data(value) else None


def _is_data(value: Any) -> bool:
    return constant(value) or isinstance(value, Sequence | Mapping | FunctionValue)


def _extends(cls: ClassValue, name: str) -> bool | None:
    """Whether a class of the program extends a foreign one; classes without foreign bases are no builtin type."""
    foreign = [one.name for one in cls.mro if isinstance(one, External)]
    if name in foreign or name == "builtins.object":
        return True
    return False if name.startswith("builtins.") and not foreign else None


def _issubclass(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) == 2 and isinstance(args[0], ClassValue) and isinstance(args[1], ClassValue):
        return args[1] in args[0].mro
    return UNKNOWN


_CONSTANT_TYPES = {"str": str, "int": int, "float": float, "bool": bool, "bytes": bytes}
FUNCTIONS: dict[str, Any] = {
    "builtins.super": _super, "(super).__init__": _super_init, "(super).__new__": _new,
    "builtins.object.__new__": _new, "builtins.type.__new__": _new, "(super).__call__": _type_call,
    "builtins.type.__call__": _type_call, "(super).__setattr__": _setattr_super,
    "builtins.object.__setattr__": _setattr_super, "(super).__getattribute__": _getattribute,
    "(super).__delattr__": _delattr_super, "builtins.object.__delattr__": _delattr_super,
    **{f"builtins.{name}.__new__": _new for name in ("str", "int", "float", "tuple", "dict", "list", "set")},
    "builtins.object.__getattribute__": _getattribute, "builtins.type": _type,
    "builtins.property": _descriptor("property"), "builtins.classmethod": _descriptor("classmethod"),
    "builtins.staticmethod": _descriptor("staticmethod"), "functools.cached_property": _descriptor("cached"),
    "django.utils.functional.cached_property": _descriptor("cached"),
    "werkzeug.utils.cached_property": _descriptor("cached"), "abc.abstractproperty": _descriptor("property"),
    "builtins.isinstance": _isinstance, "builtins.issubclass": _issubclass,
}
