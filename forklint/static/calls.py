"""Calls: arguments, and who is called."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.model.resource import Kind
from forklint.static import classes, effects, functions
from forklint.static.iteration import elements
from forklint.static.parameters import REST, Spread
from forklint.static.values import (
    UNKNOWN,
    Alternatives,
    Bound,
    ClassValue,
    Descriptor,
    External,
    FunctionValue,
    Handle,
    Instance,
    Mapping,
    Member,
    Native,
    Partial,
    Sequence,
    Suspended,
    Value,
    each,
    is_pid,
    join,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


def eval_call(it: Interpreter, frame: Frame, node: ast.Call) -> Any:
    """A call: the function, then its arguments, in Python's order."""
    it.call_count += 1
    if isinstance(node.func, ast.Name) and node.func.id == "super" and not node.args:
        return it.models.zero_super(it, frame)
    callee = it.eval(frame, node.func)
    args = _positional(it, frame, node)
    kwargs: dict[str, Any] = {}
    for keyword in node.keywords:
        value = it.eval(frame, keyword.value)
        if keyword.arg is not None:
            kwargs[keyword.arg] = value
        else:
            _spread_keywords(kwargs, value)
    return call(it, frame, callee, args, kwargs, node)


def _positional(it: Interpreter, frame: Frame, node: ast.Call) -> list[Any]:
    args: list[Any] = []
    for argument in node.args:
        value = it.eval(frame, argument.value if isinstance(argument, ast.Starred) else argument)
        if not isinstance(argument, ast.Starred):
            args.append(value)
            continue
        inner = elements(it, frame, value, argument)
        args.extend(inner.items)
        if inner.rest is not None:
            args.append(Spread(inner.rest))
    return args


def _spread_keywords(kwargs: dict[str, Any], value: Any) -> None:
    for one in each(value):
        if isinstance(one, Mapping):
            kwargs.update({key: inner for key, inner in one.items.items() if isinstance(key, str)})
            if one.rest is not None:
                kwargs[REST] = one.rest
        else:
            kwargs[REST] = UNKNOWN


def call(it: Interpreter, frame: Frame, callee: Any, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """Call a value with evaluated arguments."""
    caller = _CALLERS.get(type(callee))
    if caller is None:
        it.unknown_call(frame, node, "calls a value that is not known")
        return UNKNOWN
    return caller(it, frame, callee, args, kwargs, node)


def _function(it: Interpreter, frame: Frame, callee: FunctionValue, args: list[Any], kwargs: dict[str, Any],
              node: ast.AST) -> Any:
    keyed = callee.cached and any(is_pid(value) for value in [*args, *kwargs.values()])
    it.guard += keyed
    try:
        return functions.call_function(it, frame, callee, args, kwargs, node)
    finally:
        it.guard -= keyed


def _bound(it: Interpreter, frame: Frame, callee: Bound, args: list[Any], kwargs: dict[str, Any],
           node: ast.AST) -> Any:
    return call(it, frame, callee.function, [callee.receiver, *args], kwargs, node)


def _class(it: Interpreter, frame: Frame, callee: ClassValue, args: list[Any], kwargs: dict[str, Any],
           node: ast.AST) -> Any:
    return classes.instantiate(it, frame, callee, args, kwargs, node)


def _partial(it: Interpreter, frame: Frame, callee: Partial, args: list[Any], kwargs: dict[str, Any],
             node: ast.AST) -> Any:
    return call(it, frame, callee.function, [*callee.args, *args], {**callee.kwargs, **kwargs}, node)


def _alternatives(it: Interpreter, frame: Frame, callee: Alternatives, args: list[Any], kwargs: dict[str, Any],
                  node: ast.AST) -> Any:
    """One of several: each is called, none for sure."""
    candidates = [one for one in callee.values if one is not None]
    if len(candidates) == 1:
        return call(it, frame, candidates[0], args, kwargs, node)
    it.maybe += 1
    try:
        result = call(it, frame, candidates[0], args, kwargs, node)
        for one in candidates[1:]:
            result = join(result, call(it, frame, one, args, kwargs, node))
        return result
    finally:
        it.maybe -= 1


def _instance(it: Interpreter, frame: Frame, callee: Any, args: list[Any], kwargs: dict[str, Any],
              node: ast.AST) -> Any:
    if isinstance(callee, Instance):
        method = it.get(frame, callee, "__call__", node)
        if not isinstance(method, External):
            return call(it, frame, method, args, kwargs, node)
        callee = callee.handle
    if isinstance(callee, Handle):
        return effects.call_member(it, frame, callee, "__call__", args, kwargs, node)
    it.unknown_call(frame, node, "calls an object whose class is not known")
    return UNKNOWN


def _member(it: Interpreter, frame: Frame, callee: Member, args: list[Any], kwargs: dict[str, Any],
            node: ast.AST) -> Any:
    model = it.members.get(f"{callee.handle.type.name}.{callee.name}")
    if model is not None:
        model(it, frame, args, kwargs, node)
    return _holding(it, effects.call_member(it, frame, callee.handle, callee.name, args, kwargs, node), args, kwargs)


def _external(it: Interpreter, frame: Frame, callee: External, args: list[Any], kwargs: dict[str, Any],
              node: ast.AST) -> Any:
    model = it.functions.get(callee.name)
    if model is not None:
        it.risks += callee.name not in _SAFE
        return model(it, frame, args, kwargs, node)
    return _holding(it, effects.call_external(it, frame, callee, args, kwargs, node), args, kwargs)


def _holding(it: Interpreter, result: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """A foreign function keeps the program's objects that it is given; a known object keeps everything."""
    given = (*args, *kwargs.values())
    it.kept.extend(value for value in given if isinstance(value, Instance | Bound | FunctionValue))
    if isinstance(result, External):
        it.kept.extend(value for value in given if isinstance(value, Handle) and not value.type.collected)
    elif isinstance(result, Handle) and result.type.kind in _ALIVE:
        it.alive.append(result)
    kinds = (Sequence, Mapping) if isinstance(result, External) else Value
    held = [value for value in given if isinstance(value, kinds) and value is not result]
    if held and isinstance(result, External | Handle) and result is not UNKNOWN:
        result.attributes = {**(result.attributes or {}), "(held)": Sequence("tuple", held)}
    return result


def _native(it: Interpreter, frame: Frame, callee: Native, args: list[Any], kwargs: dict[str, Any],
            node: ast.AST) -> Any:
    return it.models.native(it, frame, callee, args, kwargs, node)


def _suspended(it: Interpreter, frame: Frame, callee: Suspended, args: list[Any], kwargs: dict[str, Any],
               node: ast.AST) -> Any:
    """`@managed()`: what a `@contextmanager` function returns decorates."""
    return it.models.around(it, frame, [callee, *args], kwargs, node)


def _descriptor(it: Interpreter, frame: Frame, callee: Descriptor, args: list[Any], kwargs: dict[str, Any],
                node: ast.AST) -> Any:
    return call(it, frame, callee.function, args, kwargs, node)


_ALIVE = frozenset({Kind.THREAD, Kind.EXECUTOR, Kind.PROCESS, Kind.NATIVE_THREADS})
"""Objects that go on, with what they were given, when nothing refers to them."""
_SAFE = frozenset(f"builtins.{name}" for name in ("print", "isinstance", "list", "dict", "tuple", "set", "len", "range",
                                                 "super", "type", "repr", "property", "enumerate", "zip", "map"))
"""Builtins that raise for nothing that a working program gives them."""
_CALLERS: dict[type, Any] = {
    FunctionValue: _function, Bound: _bound, ClassValue: _class, Partial: _partial, Alternatives: _alternatives,
    Instance: _instance, Handle: _instance, Member: _member, External: _external, Native: _native,
    Descriptor: _descriptor, Suspended: _suspended,
}
TABLE: dict[type, Any] = {ast.Call: eval_call}
