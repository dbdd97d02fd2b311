"""Containers beside the builtin ones: queues, weak references, counters, views."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.iteration import elements
from forklint.static.keys import merge, store
from forklint.static.values import UNKNOWN, WEAK_REFERENCE, External, Mapping, Native, Partial, Sequence, held

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def _from_keys(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`dict.fromkeys(names, value)`."""
    made, value = Mapping({}, None, it.maybe), args[1] if len(args) > 1 else None
    keys = elements(it, frame, args[0], node) if args else Sequence("list", [])
    for key in keys.items:
        store(made, key, value)
    if keys.rest is not None:
        made.rest = value
    return made


def _queue(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """A queue of threads: what is put in comes out, first in first out."""
    return Sequence("list", [], None, it.maybe)


def _reference(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`weakref.ref(x)`: called, it gives the object back."""
    return Partial(External(WEAK_REFERENCE), args[:1], {}) if args else UNKNOWN


def _itself(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return args[0] if args else UNKNOWN


def _keyed_weakly(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Mapping:
    made = Mapping({}, None, it.maybe)
    merge(made, args[0] if args else None)
    return made


def _weak_mapping(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    made = _keyed_weakly(it, frame, args, kwargs, node)
    made.weak = True
    return made


def _weak_set(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    made = elements(it, frame, args[0], node, "set") if args else Sequence("set", [], None, it.maybe)
    made.weak = True
    return made


def _chain_map(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`ChainMap(first, second)`: the first that has a key wins."""
    made = Mapping({}, None, it.maybe)
    for one in reversed(args):
        merge(made, held(one))
    return made


def _counter(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    made = Mapping({}, UNKNOWN, it.maybe)
    for key in elements(it, frame, args[0], node).items if args else ():
        store(made, key, UNKNOWN)
    return made


def _push(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`heapq.heappush(heap, x)`: the order in a heap is not kept."""
    return it.call(frame, Native(held(args[0]), "append"), args[1:2], {}, node) if len(args) > 1 else None


def _pop(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return it.call(frame, Native(held(args[0]), "popleft"), [], {}, node) if args else UNKNOWN


def _unbound(name: str) -> Any:
    """`list.append(items, x)`, `str.lower(x)`: a method called through its class."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        return it.call(frame, Native(held(args[0]), name), args[1:], kwargs, node) if args else UNKNOWN

    return model


_METHODS = {
    "list": ("append", "extend", "insert", "pop", "remove", "sort"),
    "dict": ("get", "pop", "update", "setdefault", "items", "keys", "values", "__getitem__", "__setitem__"),
    "set": ("add", "update", "union"),
    "str": ("lower", "upper", "strip", "split", "title", "startswith", "endswith", "replace", "format", "join"),
}
_QUEUES = ("queue.Queue", "queue.LifoQueue", "queue.PriorityQueue", "queue.SimpleQueue", "asyncio.Queue")
FUNCTIONS: dict[str, Any] = {
    "builtins.dict.fromkeys": _from_keys, "collections.OrderedDict.fromkeys": _from_keys,
    **dict.fromkeys(_QUEUES, _queue), "weakref.ref": _reference, "weakref.WeakMethod": _reference,
    WEAK_REFERENCE: _itself,
    "weakref.proxy": _itself, "types.MappingProxyType": _itself, "weakref.WeakValueDictionary": _weak_mapping,
    "weakref.WeakKeyDictionary": _keyed_weakly, "weakref.WeakSet": _weak_set, "collections.ChainMap": _chain_map,
    "collections.Counter": _counter, "heapq.heappush": _push, "bisect.insort": _push, "heapq.heappop": _pop,
    **{f"builtins.{kind}.{name}": _unbound(name) for kind, names in _METHODS.items() for name in names},
}
