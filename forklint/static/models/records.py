"""Records: dataclasses and attrs classes, named tuples, namespaces, typed dictionaries."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.attributes import class_attribute
from forklint.static.models.signatures import ABSENT, Given
from forklint.static.mro import linearise
from forklint.static.parameters import REST
from forklint.static.values import UNKNOWN, ClassValue, External, Instance, Mapping, Partial, Sequence

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def fill_tuple(made: Instance, args: Args, kwargs: Kwargs, level: int) -> None:
    """The fields of a named tuple, as attributes and as items."""
    names = class_attribute(made.cls, "_fields")
    defaults = class_attribute(made.cls, "_field_defaults")
    given = Given(args, kwargs)
    for name in names.items if isinstance(names, Sequence) else ():
        value = given.take(name)
        default = defaults.items.get(name, UNKNOWN) if isinstance(defaults, Mapping) else UNKNOWN
        made.attributes[name] = default if value is ABSENT else value
    made.content = Sequence("tuple", list(made.attributes.values()), None, level)


def complete_tuple(cls: ClassValue) -> None:
    """The fields that the body of a `NamedTuple` class declares."""
    if class_attribute(cls, "_fields") is not None or cls.node is None:
        return
    names = [one.target.id for one in cls.node.body
             if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)]
    _declare(cls, names, {name: cls.namespace[name] for name in names if name in cls.namespace})


def _declare(cls: ClassValue, names: list[str], defaults: dict[Any, Any]) -> None:
    cls.namespace["_fields"] = Sequence("tuple", list(names))
    cls.namespace["_field_defaults"] = Mapping(defaults)


def _named_tuple(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`namedtuple("Pair", "first second", defaults=…)` and the functional `NamedTuple`."""
    if not args or not isinstance(args[0], str):
        return UNKNOWN
    names = _names(args[1] if len(args) > 1 else kwargs.get("field_names"))
    if names is None:
        return UNKNOWN
    cls = made_class(frame, args[0], (External("typing.NamedTuple"),))
    defaults = kwargs.get("defaults")
    known = defaults.items if isinstance(defaults, Sequence) else []
    _declare(cls, names, dict(zip(names[len(names) - len(known):], known, strict=False)))
    return cls


def _names(value: Any) -> list[str] | None:
    """Field names from a text, a list of names, or a list of (name, type)."""
    if isinstance(value, str):
        return value.replace(",", " ").split()
    if not isinstance(value, Sequence) or value.rest is not None:
        return None
    names = [one.items[0] if isinstance(one, Sequence) and one.items else one for one in value.items]
    return names if all(isinstance(one, str) for one in names) else None


def made_class(frame: Frame, name: str, bases: tuple[Any, ...]) -> ClassValue:
    """A class that a call makes instead of a `class` statement."""
    cls = ClassValue(f"{frame.module.name}.{name}", None, frame.module, bases)
    cls.mro = linearise(cls)
    return cls


def method(name: str) -> Partial:
    """A method of such a class: the model of that name, which gets the object first."""
    return Partial(External(name), [], {_METHOD: True})


def passed(kwargs: Kwargs) -> Kwargs:
    """The keywords that a caller of such a method wrote."""
    return {name: value for name, value in kwargs.items() if name != _METHOD}


_METHOD = "(method)"
"""Keyword of a partial that binds as a method does."""


def _namespace(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`SimpleNamespace(**values)`: an object with nothing but attributes."""
    made = Instance(made_class(frame, "SimpleNamespace", ()), it.maybe)
    if args and isinstance(args[0], Mapping):
        made.attributes.update({key: value for key, value in args[0].items.items() if isinstance(key, str)})
    made.attributes.update({key: value for key, value in kwargs.items() if key != REST})
    return made


def typed_dict(it: Interpreter, frame: Frame, cls: ClassValue, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """Calling a `TypedDict` class makes a dictionary."""
    return it.functions["builtins.dict"](it, frame, args, kwargs, node)


def _replace(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`dataclasses.replace(one, field=…)`: a new object; what is not named is taken over."""
    old = args[0] if args else None
    if not isinstance(old, Instance):
        return UNKNOWN
    made = Instance(old.cls, it.maybe)
    made.attributes = {**old.attributes, **{key: value for key, value in kwargs.items() if key != REST}}
    made.handle = old.handle
    if isinstance(old.content, Sequence):
        made.content = Sequence("tuple", [made.attributes[name] for name in old.attributes], None, it.maybe)
    if class_attribute(old.cls, "__post_init__") is not None:
        it.call(frame, it.get(frame, made, "__post_init__", node), [], {}, node)
    return made


def _as_dict(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Mapping(dict(args[0].attributes)) if args and isinstance(args[0], Instance) else UNKNOWN


def _as_tuple(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Sequence("tuple", list(args[0].attributes.values())) if args and isinstance(args[0], Instance) else UNKNOWN


def _dictionary_class(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return External("builtins.dict")


FUNCTIONS: dict[str, Any] = {
    "collections.namedtuple": _named_tuple, "typing.NamedTuple": _named_tuple, "types.SimpleNamespace": _namespace,
    "argparse.Namespace": _namespace, "typing.TypedDict": _dictionary_class,
    **dict.fromkeys(("dataclasses.replace", "copy.replace", "attr.evolve", "attrs.evolve",
                     "typing.NamedTuple()._replace"), _replace),
    **dict.fromkeys(("dataclasses.asdict", "attr.asdict", "attrs.asdict", "typing.NamedTuple()._asdict"), _as_dict),
    **dict.fromkeys(("dataclasses.astuple", "attr.astuple", "attrs.astuple"), _as_tuple),
}
