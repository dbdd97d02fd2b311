"""Methods of dictionaries."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.keys import any_of, key_of, merge, store
from forklint.static.values import UNKNOWN, Handle, Mapping, Sequence, is_pid, join

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def method(it: Interpreter, frame: Frame, receiver: Mapping, name: str, args: Args, kwargs: Kwargs,
           node: ast.AST) -> Any:
    """Call a method of a dictionary; what it does not know, it takes for harmless."""
    if name in ("get", "pop", "setdefault") and args:
        return _read(receiver, name, args)
    if name == "update":
        for one in args:
            merge(receiver, one)
        receiver.items.update({key: value for key, value in kwargs.items() if key != "**"})
        return None
    if name == "values":
        return Sequence("list", list(receiver.items.values()), receiver.rest)
    if name == "keys":
        return Sequence("list", list(receiver.items), None if receiver.rest is None else UNKNOWN)
    if name == "items":
        pairs = [Sequence("tuple", [key, value]) for key, value in receiver.items.items()]
        return Sequence("list", pairs, None if receiver.rest is None else Sequence("tuple", [UNKNOWN, receiver.rest]))
    if name == "copy":
        return Mapping(dict(receiver.items), receiver.rest)
    if name == "clear":
        receiver.items.clear()
        receiver.rest = None
        return None
    return UNKNOWN


def _read(receiver: Mapping, name: str, args: Args) -> Any:
    key, default = key_of(args[0]), (args[1] if len(args) > 1 else None)
    if name == "setdefault" and is_pid(args[0]) and isinstance(default, Handle) and default.resource:
        default.resource.guarded = True
    if key is None:
        found = any_of(list(receiver.items.values()), receiver.rest)
        return join(found, default)
    if key in receiver.items:
        return receiver.items.pop(key) if name == "pop" else receiver.items[key]
    if name == "setdefault":
        store(receiver, args[0], default)
        return default
    return default if receiver.rest is None else join(receiver.rest, default)
