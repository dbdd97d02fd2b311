"""Methods of containers, texts, functions and suspended bodies."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.iteration import elements, first
from forklint.static.keys import any_of, key_of, merge, store
from forklint.static.models import dunders, managers
from forklint.static.models.ordering import order
from forklint.static.values import (
    PID,
    UNKNOWN,
    ClassValue,
    Defaulted,
    Descriptor,
    External,
    FunctionValue,
    Handle,
    Manager,
    Mapping,
    Native,
    Pid,
    Sequence,
    Suspended,
    constant,
    is_pid,
    join,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def native(it: Interpreter, frame: Frame, callee: Native, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """Call a method of a value that Python itself implements."""
    receiver, name = callee.receiver, callee.name
    if name.startswith("__") and isinstance(receiver, Sequence | Mapping):
        result = dunders.dunder(it, frame, receiver, name, args, node)
        return UNKNOWN if result is None else result
    if isinstance(receiver, Sequence):
        return _of_sequence(it, frame, receiver, name, args, kwargs, node)
    if isinstance(receiver, Mapping):
        return _of_mapping(it, frame, receiver, name, args, kwargs, node)
    if isinstance(receiver, Manager):
        return managers.method(it, frame, receiver, name, args, kwargs, node)
    if isinstance(receiver, FunctionValue):
        return _of_function(it, frame, receiver, name, args, kwargs, node)
    if isinstance(receiver, Descriptor):
        return _of_descriptor(receiver, name, args)
    if isinstance(receiver, ClassValue):
        return Sequence("list", list(receiver.subclasses)) if name == "__subclasses__" else UNKNOWN
    if isinstance(receiver, Suspended):
        return _of_suspended(it, frame, receiver, name, node)
    return _of_constant(it, frame, receiver, name, args, node)


def _of_sequence(it: Interpreter, frame: Frame, receiver: Sequence, name: str, args: Args, kwargs: Kwargs,
                 node: ast.AST) -> Any:
    if name in ("append", "add", "put", "put_nowait") and args:
        receiver.items.append(args[0]) if len(receiver.items) < 400 else None
        return None
    if name == "appendleft" and args:
        receiver.items.insert(0, args[0])
        return None
    if name == "insert" and len(args) == 2:
        receiver.items.insert(args[0] if isinstance(args[0], int) else len(receiver.items), args[1])
        return None
    if name in ("extend", "update") and args:
        more = elements(it, frame, args[0], node)
        receiver.items.extend(more.items[:400])
        receiver.rest = receiver.rest if more.rest is None else more.rest
        return None
    if name in ("pop", "popleft", "get", "get_nowait"):
        return _pop(receiver, args, name)
    if name == "clear":
        receiver.items.clear()
        receiver.rest = None
        return None
    if name == "remove" and args and args[0] in receiver.items:
        receiver.items.remove(args[0])
        return None
    if name == "sort":
        order(it, frame, receiver, kwargs.get("key"), node)
        return None
    if name == "reverse":
        receiver.items.reverse()
        return None
    return Sequence(receiver.kind, list(receiver.items), receiver.rest) if name in _COPIES else UNKNOWN


_COPIES = {"copy", "union", "difference", "intersection", "symmetric_difference"}


def _pop(receiver: Sequence, args: Args, name: str) -> Any:
    if not receiver.items:
        return UNKNOWN if receiver.rest is None else receiver.rest
    index = args[0] if args and isinstance(args[0], int) else (-1 if name == "pop" else 0)
    return receiver.items.pop(index) if -len(receiver.items) <= index < len(receiver.items) else UNKNOWN


def _of_mapping(it: Interpreter, frame: Frame, receiver: Mapping, name: str, args: Args, kwargs: Kwargs,
                node: ast.AST) -> Any:
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


def _of_function(it: Interpreter, frame: Frame, receiver: FunctionValue, name: str, args: Args, kwargs: Kwargs,
                 node: ast.AST) -> Any:
    if name in ("__call__", "__wrapped__"):
        return it.call(frame, receiver, args, kwargs, node)
    if name == "cache_clear":
        receiver.result = UNKNOWN
        return None
    if name == "register":
        return args[-1] if args and isinstance(args[-1], FunctionValue) else External("(identity)")
    if name == "__get__":
        from forklint.static.values import Bound

        return Bound(receiver, args[0]) if args and args[0] is not None else receiver
    return UNKNOWN


def _of_descriptor(receiver: Descriptor, name: str, args: Args) -> Any:
    """`@x.setter`: the property, with its setter."""
    if name == "setter" and args:
        return Descriptor(receiver.kind, receiver.function, args[0])
    return receiver


def _of_suspended(it: Interpreter, frame: Frame, receiver: Suspended, name: str, node: ast.AST) -> Any:
    if name in ("__next__", "send", "__anext__", "asend"):
        return first(it, frame, receiver, node)
    return UNKNOWN


_TEXT = {"lower", "upper", "strip", "lstrip", "rstrip", "split", "rsplit", "startswith", "endswith", "replace",
         "partition", "rpartition", "title", "capitalize", "casefold", "isdigit", "removeprefix", "removesuffix",
         "encode", "count", "find", "isupper", "islower"}


def _of_constant(it: Interpreter, frame: Frame, receiver: Any, name: str, args: Args, node: ast.AST) -> Any:
    if any(isinstance(one, Pid) for one in args):
        return PID
    if name == "join" and args:
        return _joined(receiver, elements(it, frame, args[0], node))
    plain = receiver.value if isinstance(receiver, Defaulted) else receiver
    if name not in _TEXT or not isinstance(plain, str) or not all(map(constant, args)):
        return UNKNOWN
    try:
        made = getattr(plain, name)(*args)
    except (TypeError, ValueError, UnicodeError):
        return UNKNOWN
    if isinstance(made, list | tuple):
        return Sequence("list" if isinstance(made, list) else "tuple", list(made))
    return Defaulted(made) if isinstance(receiver, Defaulted) else made


def _joined(receiver: Any, parts: Sequence) -> Any:
    if any(isinstance(one, Pid) for one in parts.items):
        return PID
    if isinstance(receiver, str) and parts.rest is None and all(isinstance(one, str) for one in parts.items):
        return receiver.join(parts.items)
    return UNKNOWN
