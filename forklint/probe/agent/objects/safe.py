"""Reading foreign objects without executing their code.

`isinstance` reads `__class__` and `getattr` runs properties: both are the application's to redefine. Here only what the
interpreter itself keeps is read: the type, its method resolution order, the instance's dictionary and its slots.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

MISSING = object()
"""What a reading returns that found nothing."""

_mro: Callable[[type], "tuple[type, ...] | None"] = type.__dict__["__mro__"].__get__
_namespace: Callable[[type], Any] = type.__dict__["__dict__"].__get__
_module: Callable[[type], object] = type.__dict__["__module__"].__get__
_qualname: Callable[[type], object] = type.__dict__["__qualname__"].__get__
_globals: Callable[[Any], Any] = vars(types.ModuleType)["__dict__"].__get__
_NATIVE = frozenset(map(id, (types.GetSetDescriptorType, types.MemberDescriptorType)))
"""Descriptors that are C code: reading one executes nothing of the application. A metaclass may redefine even the
equality and the hash of a class, so classes are compared by identity everywhere."""


def mro(cls: type) -> tuple[type, ...]:
    """The class and its bases. A type that its extension never made ready (`fortran` of numpy's f2py) has none told."""
    return _mro(cls) or (cls,)


def namespace(cls: type) -> Any:
    """What the class itself defines, by name."""
    return _namespace(cls) or {}


def name_of(cls: type) -> str:
    """`package.module.Class`; without the module where that is no text."""
    module, qualname = module_of(cls), _qualname(cls)
    last = qualname if type(qualname) is str else "?"
    return f"{module}.{last}" if module else last


def module_of(cls: type) -> str:
    """The name of the module that a class says it is from; empty where it says something odd."""
    try:
        module = _module(cls)
    except AttributeError:
        return ""
    return module if type(module) is str else ""


def names(cls: type) -> frozenset[str]:
    """Names of a class and of all its bases."""
    return frozenset(map(name_of, mro(cls)))


def is_module(held: object) -> bool:
    """Whether it is a module object, or of a subclass."""
    return issubclass(type(held), types.ModuleType)  # C code only: the metaclass of a built-in class is `type`


def module_globals(module: object) -> dict[str, object]:
    """The module's dictionary, read without waking a lazy module; empty where it is no module."""
    return _globals(module) or {} if is_module(module) else {}


def modules() -> list[tuple[str, object]]:
    """What `sys.modules` holds at this moment."""
    return [(name, held) for name, held in list(sys.modules.items()) if type(name) is str]


def file_of(module: object) -> str:
    """`__file__` of a module; empty where it has none."""
    file = module_globals(module).get("__file__")
    return file if type(file) is str else ""


def lookup(cls: type, name: str) -> Any:
    """What a class or its bases have under a name, unbound; MISSING where none has it."""
    for base in mro(cls):
        found = namespace(base).get(name, MISSING)
        if found is not MISSING:
            return found
    return MISSING


def dictionary_getter(cls: type) -> Callable[[Any], Any] | None:
    """How the instances' dictionary is read; None where they have none."""
    for base in mro(cls):
        found = namespace(base).get("__dict__")
        if id(type(found)) in _NATIVE:
            return found.__get__  # type: ignore[no-any-return]
    return None


def slots(cls: type) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """(name, reader) of the slots that the class and its bases keep objects in."""
    for base in mro(cls)[:-1]:
        for name, held in list(namespace(base).items()):
            if type(held) is types.MemberDescriptorType and name not in ("__weakref__", "__dict__"):
                yield name, held.__get__


def dictionary(made: object) -> dict[str, object]:
    """The instance's own dictionary; empty where it has none."""
    getter = dictionary_getter(type(made))
    try:
        held = getter(made) if getter is not None else None
    except BaseException:
        return {}
    return held if issubclass(type(held), dict) else {}  # type: ignore[return-value]


def attribute(made: object, name: str) -> Any:
    """An attribute as far as it can be read without executing Python code; MISSING where it cannot."""
    of_class = lookup(type(made), name)
    if id(type(of_class)) in _NATIVE:
        try:
            return of_class.__get__(made)
        except BaseException:
            return MISSING
    found = dict.get(dictionary(made), name, MISSING)
    if found is MISSING and not hasattr_of_type(of_class, "__get__"):
        return of_class
    return found


def hasattr_of_type(held: object, name: str) -> bool:
    """Whether the type of an object has a name: asks nothing of the object."""
    return lookup(type(held), name) is not MISSING


def text(held: object) -> str:
    """The object where it is exactly a text; else empty."""
    return held if type(held) is str else ""


def number(held: object) -> int | None:
    """The object where it is exactly an integer."""
    return held if type(held) is int else None
