"""Descriptors that an object owns, as its own `fileno` tells them."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

from . import safe

ACTS = ("lock", "acquire", "open", "pipe", "connect", "wait", "roll", "start", "flush", "spawn")
"""A `fileno` written in Python that mentions one of these may do more than tell a number (`SpooledTemporaryFile` rolls
over, a channel of paramiko makes a pipe under a lock): it is not called. What the object holds is walked as ever."""
COMPILED = ("builtins.method_descriptor", "cython_function_or_method")


def reader(cls: type, is_mine: Callable[[type], bool]) -> Callable[[Any], Any] | None:
    """The `fileno` of a type, past what the application's own classes make of it; None where there is none to call."""
    for base in safe.mro(cls):
        found = safe.namespace(base).get("fileno", safe.MISSING)
        if found is not safe.MISSING and not is_mine(base):
            return found if _only_tells(found) else None
    return None


def number(read: Callable[[Any], Any], made: object) -> int:
    """What `fileno` says; -1 where it refuses or says nonsense."""
    try:
        told = read(made)
    except BaseException:  # closed, detached, or anything else
        return -1
    return told if type(told) is int and told >= 0 else -1


def look(cls: type, is_mine: Callable[[type], bool]) -> Callable[[Any], dict[str, Any]] | None:
    """Tells `descriptors` of a type's objects."""
    read = reader(cls, is_mine)
    if read is None:
        return None

    def descriptors(made: Any) -> dict[str, Any]:
        told = number(read, made)
        return {"descriptors": [told]} if told >= 0 else {}

    return descriptors


def numbers(*held: object) -> list[int]:
    """Descriptors of objects that the standard library made."""
    told = []
    for made in held:
        read = reader(type(made), lambda cls: False)
        if read is not None:
            told.append(number(read, made))
    return [found for found in told if found >= 0]


def _only_tells(found: object) -> bool:
    if type(found) is types.FunctionType:
        return not any(act in name.lower() for name in found.__code__.co_names for act in ACTS)
    return safe.name_of(type(found)).endswith(COMPILED)
