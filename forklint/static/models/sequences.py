"""Methods of lists, sets, deques and queues."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.iteration import elements
from forklint.static.models.ordering import order
from forklint.static.operations import selected
from forklint.static.values import UNKNOWN, Sequence

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]
_WIDE = 400
"""Items that a container keeps one by one."""


def method(it: Interpreter, frame: Frame, receiver: Sequence, name: str, args: Args, kwargs: Kwargs,
           node: ast.AST) -> Any:
    """Call a method of a sequence or set; what it does not know, it takes for harmless."""
    model = _METHODS.get(name)
    if model is None or not (args or name in _WITHOUT_ARGUMENTS):
        return UNKNOWN
    return model(it, frame, receiver, args, kwargs, node)


def _append(it: Interpreter, frame: Frame, receiver: Sequence, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(receiver.items) < _WIDE:
        receiver.items.append(args[0])



def _append_left(it: Interpreter, frame: Frame, receiver: Sequence, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    receiver.items.insert(0, args[0])



def _insert(it: Interpreter, frame: Frame, receiver: Sequence, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) == 2:
        receiver.items.insert(args[0] if isinstance(args[0], int) else len(receiver.items), args[1])



def _extend(it: Interpreter, frame: Frame, receiver: Sequence, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    more = elements(it, frame, args[0], node)
    receiver.items.extend(more.items[:_WIDE])
    receiver.rest = receiver.rest if more.rest is None else more.rest



def _pop(it: Interpreter, frame: Frame, receiver: Sequence, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return _taken(receiver, args[0] if args and isinstance(args[0], int) else -1)



def _pop_first(it: Interpreter, frame: Frame, receiver: Sequence, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return _taken(receiver, 0)



def _taken(receiver: Sequence, index: int) -> Any:
    if not receiver.items:
        return UNKNOWN if receiver.rest is None else receiver.rest
    return receiver.items.pop(index) if -len(receiver.items) <= index < len(receiver.items) else UNKNOWN


def _clear(it: Interpreter, frame: Frame, receiver: Sequence, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    receiver.items.clear()
    receiver.rest = None



def _remove(it: Interpreter, frame: Frame, receiver: Sequence, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if args[0] in receiver.items:
        receiver.items.remove(args[0])



def _sort(it: Interpreter, frame: Frame, receiver: Sequence, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    order(it, frame, receiver, kwargs.get("key"), node)



def _reverse(it: Interpreter, frame: Frame, receiver: Sequence, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    receiver.items.reverse()



def _copy(it: Interpreter, frame: Frame, receiver: Sequence, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Sequence(receiver.kind, list(receiver.items), receiver.rest, it.maybe)



def _union(it: Interpreter, frame: Frame, receiver: Sequence, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    more = elements(it, frame, args[0], node)
    rest = receiver.rest if more.rest is None else more.rest
    return Sequence(receiver.kind, [*receiver.items, *more.items], rest, it.maybe)



def _difference(it: Interpreter, frame: Frame, receiver: Sequence, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return selected(receiver, elements(it, frame, args[0], node), inside=False)



def _intersection(it: Interpreter, frame: Frame, receiver: Sequence, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return selected(receiver, elements(it, frame, args[0], node), inside=True)



_WITHOUT_ARGUMENTS = frozenset({"pop", "popleft", "get", "get_nowait", "clear", "sort", "reverse", "copy"})
_METHODS: dict[str, Any] = {
    **dict.fromkeys(("append", "add", "put", "put_nowait"), _append), "appendleft": _append_left, "insert": _insert,
    **dict.fromkeys(("extend", "update"), _extend), "pop": _pop, "clear": _clear, "sort": _sort, "reverse": _reverse,
    **dict.fromkeys(("popleft", "get", "get_nowait"), _pop_first), **dict.fromkeys(("remove", "discard"), _remove),
    "copy": _copy, "union": _union, "symmetric_difference": _union, "difference": _difference,
    "intersection": _intersection,
}
