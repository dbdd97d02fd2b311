"""Builtin types called as functions, and functions that stand for a special method."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.iteration import elements
from forklint.static.keys import merge, store
from forklint.static.truth import truth
from forklint.static.values import (
    PID,
    UNKNOWN,
    Alternatives,
    Bound,
    ClassValue,
    Defaulted,
    External,
    FunctionValue,
    Handle,
    Instance,
    Mapping,
    Native,
    Partial,
    Pid,
    Sequence,
    constant,
    held,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def _dict(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    made = Mapping({}, None, it.maybe)
    if args and isinstance(held(args[0]), Mapping):
        merge(made, held(args[0]))
    elif args:
        for pair in elements(it, frame, args[0], node).items:
            if isinstance(pair, Sequence) and len(pair.items) == 2:
                store(made, pair.items[0], pair.items[1])
        if isinstance(args[0], External | Handle | Alternatives):
            made.rest = UNKNOWN
    made.items.update({key: value for key, value in kwargs.items() if key != "**"})
    return made


def _defaultdict(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    made = Mapping({}, None, it.maybe)
    made.factory = args[0] if args else None
    return made


def _special(name: str) -> Any:
    """`len(x)`, `str(x)`: a special method of the program, or of a library's object."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        if not args:
            return UNKNOWN
        if isinstance(args[0], Instance | Handle | ClassValue):
            result = it.special(frame, args[0], name, list(args[1:]), node)
            return UNKNOWN if result is None else result
        if name == "__len__" and isinstance(args[0], str):
            return len(args[0])
        if name == "__len__" and isinstance(args[0], Sequence | Mapping) and args[0].rest is None:
            return len(args[0].items)
        return PID if isinstance(args[0], Pid) else UNKNOWN

    return model


def as_text(it: Interpreter, frame: Frame, value: Any, node: ast.AST) -> Any:
    """`str(x)` of an object: its `__str__`, else its `__repr__`."""
    for name in ("__str__", "__repr__"):
        result = it.special(frame, value, name, [], node)
        if result is not None:
            return result
    return held(value) if isinstance(held(value), str) else UNKNOWN


def _number(name: str, fold: Any) -> Any:
    """`abs(x)`, `round(x)`: folded for numbers, a special method for objects."""
    special = _special(name)

    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        plain = bool(args) and all(isinstance(one, int | float) for one in args)
        return fold(*args[:1]) if plain and len(args) == 1 else special(it, frame, args, kwargs, node)

    return model


def _convert(kind: Any, special: str) -> Any:
    """`int(x)`, `bool(x)`, `str(x)` on constants, also those that the environment may replace."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        value = args[0] if args else kind()
        if isinstance(value, Instance):
            return as_text(it, frame, value, node) if kind is str else _special(special)(it, frame, args, kwargs, node)
        if isinstance(value, Handle | Pid):
            return _special(special)(it, frame, args, kwargs, node)
        plain = value.value if isinstance(value, Defaulted) else value
        if not constant(plain):
            decided = truth(it, frame, plain, node) if kind is bool else None
            return UNKNOWN if decided is None else decided
        try:
            made = kind(plain)
        except (TypeError, ValueError):
            return UNKNOWN
        return Defaulted(made) if isinstance(value, Defaulted) else made

    return model


def _callable(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    known = bool(args) and isinstance(args[0], FunctionValue | Bound | ClassValue | Partial | Native)
    return True if known else (False if args and constant(args[0]) else UNKNOWN)


FUNCTIONS: dict[str, Any] = {
    "builtins.dict": _dict, "collections.OrderedDict": _dict, "collections.defaultdict": _defaultdict,
    "builtins.len": _special("__len__"), "builtins.repr": _special("__repr__"),
    "builtins.int": _convert(int, "__int__"), "builtins.float": _convert(float, "__float__"),
    "builtins.str": _convert(str, "__str__"), "builtins.bool": _convert(bool, "__bool__"),
    "builtins.callable": _callable, "builtins.abs": _number("__abs__", abs), "builtins.hash": _special("__hash__"),
    "builtins.round": _special("__round__"), "builtins.format": _special("__format__"),
    "builtins.divmod": _special("__divmod__"), "builtins.pow": _special("__pow__"),
    "builtins.bytes": _special("__bytes__"),
    "builtins.complex": _special("__complex__"), "operator.index": _special("__index__"),
    **{f"math.{name}": _special(f"__{name}__") for name in ("floor", "ceil", "trunc")},
}
