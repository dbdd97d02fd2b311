"""Decorators of the standard library that leave something else in place of the function."""

from __future__ import annotations

import ast
import copy
from typing import TYPE_CHECKING, Any

from forklint.static import withs
from forklint.static.flow import NORMAL
from forklint.static.models.classes import is_a
from forklint.static.values import (
    UNKNOWN,
    ClassValue,
    External,
    FunctionValue,
    Instance,
    Partial,
    Sequence,
    Suspended,
    join,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def around(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """A context manager as a decorator: each call of the function runs inside it."""
    manager, function = args[0], args[1] if len(args) > 1 else UNKNOWN
    return Partial(External("(around)"), [_untouched(manager), function], {})


def _untouched(manager: Any) -> Any:
    """A `@contextmanager` function is called anew each time: its frame as it was before the body ran."""
    if not isinstance(manager, Suspended):
        return manager
    frame = copy.copy(manager.frame)
    frame.vars = dict(frame.vars)
    return Suspended(manager.function, frame)


def _around(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    manager, function, *given = args
    result = [UNKNOWN]

    def inside(entered: Any) -> int:
        result[0] = it.call(frame, function, given, kwargs, node)
        return NORMAL

    withs.enter(it, frame, _untouched(manager), node, inside)
    return result[0]


def _single(which: str) -> Any:
    """`singledispatch`: the class of an argument chooses among registered functions."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        return Partial(External(which), [args[0], Sequence("list", [])], {}) if args else UNKNOWN

    return model


def _register(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`@show.register`, `@show.register(int)`, `show.register(int, function)`."""
    if len(args) < 2:
        return UNKNOWN
    dispatcher, first = args[0], args[1]
    if len(args) == 2 and not isinstance(first, FunctionValue):
        return Partial(External("(register)"), [dispatcher, first], {})
    function = args[-1]
    cls = first if len(args) > 2 else _annotated(it, frame, function)
    dispatcher.args[1].items.append(Sequence("tuple", [cls, function]))
    return function


def _annotated(it: Interpreter, frame: Frame, function: FunctionValue) -> Any:
    """The class that a function's first annotated parameter names."""
    spec = function.node.args
    found = [one.annotation for one in (*spec.posonlyargs, *spec.args) if one.annotation is not None]
    return it.eval(frame, found[0]) if found and not isinstance(found[0], ast.Constant) else UNKNOWN


def _dispatch(position: int) -> Any:
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        base, registry, *given = args
        subject = given[position] if len(given) > position else UNKNOWN
        sure, perhaps = _candidates(subject, registry)
        if sure or not perhaps:
            return it.call(frame, sure[0] if sure else base, given, kwargs, node)
        it.maybe += 1
        result = it.call(frame, base, given, kwargs, node)
        for function in perhaps:
            result = join(result, it.call(frame, function, given, kwargs, node))
        it.maybe -= 1
        return result

    return model


def _candidates(subject: Any, registry: Sequence) -> tuple[list[Any], list[Any]]:
    """Registered functions that fit for sure, nearest class first, and those that may fit."""
    sure: list[tuple[int, Any]] = []
    perhaps: list[Any] = []
    order = subject.cls.mro if isinstance(subject, Instance) else []
    for pair in registry.items:
        cls, function = pair.items
        verdict = is_a(subject, cls)
        if verdict:
            sure.append((order.index(cls) if isinstance(cls, ClassValue) and cls in order else len(order), function))
        elif verdict is None:
            perhaps.append(function)
    return [function for _, function in sorted(sure, key=lambda one: one[0])], perhaps


FUNCTIONS: dict[str, Any] = {
    "(around)": _around, "contextlib.ContextDecorator().__call__": around,
    "contextlib.AsyncContextDecorator().__call__": around,
    "functools.singledispatch": _single("(dispatch)"), "functools.singledispatchmethod": _single("(dispatch method)"),
    "(dispatch)": _dispatch(0), "(dispatch method)": _dispatch(1), "(register)": _register,
    "(dispatch).register": _register, "(dispatch method).register": _register,
}
