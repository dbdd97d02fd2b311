"""What a class and its bases define."""

from __future__ import annotations

from typing import Any

from forklint.static.values import ClassValue, External, Handle

_PLAIN = frozenset({"builtins.object", "abc.ABC", "typing.Generic", "typing.Protocol", "", "builtins.type"})


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


def declares(cls: ClassValue, name: str) -> bool:
    """Whether a class of the program, or one of its bases, binds a name at all."""
    return any(isinstance(owner, ClassValue) and name in owner.namespace for owner in cls.mro)
