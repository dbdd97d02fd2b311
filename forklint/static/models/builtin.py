"""Builtin functions that run or pass on what they are given."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.budget import ITEMS
from forklint.static.keys import merge, store
from forklint.static.iteration import elements, first
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
    Lazy,
    Mapping,
    ModuleValue,
    Native,
    Partial,
    Pid,
    Sequence,
    constant,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def _sequence(kind: str) -> Any:
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        if not args:
            return Sequence(kind, [], None, it.maybe)
        if isinstance(args[0], Instance | Handle):
            it.special(frame, args[0], "__len__", [], node) if isinstance(args[0], Instance) else None
        return elements(it, frame, args[0], node, kind)

    return model


def _consume(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`any`, `all`, `sum`: run an iterator to its end."""
    if args:
        elements(it, frame, args[0], node)
    return UNKNOWN


def _keyed(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`sorted`, `min`, `max`: elements, and a key that is called with them."""
    source = args[0] if len(args) == 1 else Sequence("list", list(args))
    items = elements(it, frame, source, node)
    key = kwargs.get("key")
    if key is not None:
        for item in [*items.items, *([items.rest] if items.rest is not None else [])][:ITEMS]:
            it.call(frame, key, [item], {}, node)
    return items


def _extreme(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    items = _keyed(it, frame, args, kwargs, node)
    plain = items.rest is None and items.items and all(isinstance(one, int | float) for one in items.items)
    return max(items.items) if plain and "key" not in kwargs else (items.items[0] if items.items else UNKNOWN)


def _map(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) < 2:
        return UNKNOWN
    others = [elements(it, frame, one, node) for one in args[2:]]

    def produce(consume: Any) -> None:
        index = [0]

        def each(item: Any) -> Any:
            more = [one.items[index[0]] if index[0] < len(one.items) else UNKNOWN for one in others]
            index[0] += 1
            return consume(it.call(frame, args[0], [item, *more], {}, node))

        it.iterate(frame, args[1], node, each)

    return Lazy(produce)


def _filter(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) < 2:
        return UNKNOWN

    def produce(consume: Any) -> None:
        def each(item: Any) -> Any:
            kept = item if args[0] is None else it.call(frame, args[0], [item], {}, node)
            return None if truth(it, frame, kept, node) is False else consume(item)

        it.iterate(frame, args[1], node, each)

    return Lazy(produce)


def _zip(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    columns = [elements(it, frame, one, node) for one in args]
    length = max((len(one.items) for one in columns), default=0)
    rows = [Sequence("tuple", [one.items[i] if i < len(one.items) else UNKNOWN for one in columns])
            for i in range(length if all(one.items for one in columns) else 0)]
    rest = Sequence("tuple", [UNKNOWN] * len(columns)) if any(one.rest is not None for one in columns) else None
    return Sequence("list", rows, rest if not rows else None)


def _enumerate(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if not args:
        return UNKNOWN

    def produce(consume: Any) -> None:
        counter = iter(range(10**9))
        it.iterate(frame, args[0], node, lambda item: consume(Sequence("tuple", [next(counter), item])))

    return Lazy(produce)


def _range(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if args and all(isinstance(one, int) for one in args):
        try:
            return Sequence("list", list(range(*args)[:ITEMS]), None)
        except (TypeError, ValueError, OverflowError):
            return UNKNOWN
    return Sequence("list", [], UNKNOWN)


def _next(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if args and isinstance(args[0], Instance):
        result = it.special(frame, args[0], "__next__", [], node)
        return UNKNOWN if result is None else result
    return first(it, frame, args[0], node) if args else UNKNOWN


def _iter(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) == 2:
        return Lazy(lambda consume: consume(it.call(frame, args[0], [], {}, node)))
    if args and isinstance(args[0], Instance | Handle):
        result = it.special(frame, args[0], "__iter__", [], node)
        return args[0] if result is None else result
    return args[0] if args else UNKNOWN


def _getattr(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) < 2 or not isinstance(args[1], str):
        return UNKNOWN
    if len(args) > 2 and isinstance(args[0], Instance | ModuleValue) and not _has(it, args[0], args[1]):
        return args[2]
    value = it.get(frame, args[0], args[1], node)
    return value if len(args) < 3 or not isinstance(value, External) or value.name else args[2]


def _has(it: Interpreter, target: Any, name: str) -> bool:
    if isinstance(target, ModuleValue):
        return name in target.scope.vars or "__getattr__" in target.scope.vars
    known = name in target.attributes or target.handle is not None
    return known or any(name in one.namespace or "__getattr__" in one.namespace
                        for one in target.cls.mro if isinstance(one, ClassValue))


def _setattr(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) == 3 and isinstance(args[1], str):
        it.set(frame, args[0], args[1], args[2], node)
    return None


def _hasattr(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) == 2 and isinstance(args[1], str) and isinstance(args[0], Instance):
        known = _has(it, args[0], args[1])
        return known or (UNKNOWN if any(not isinstance(c, ClassValue) for c in args[0].cls.mro) else False)
    return UNKNOWN


def _namespace(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`globals()`, `locals()`, `vars(x)`: a view, so that writing through it binds."""
    if args and isinstance(args[0], Instance):
        return Mapping(args[0].attributes)
    if args and isinstance(args[0], ModuleValue):
        return Mapping(args[0].scope.vars)
    return Mapping(frame.vars)


def _globals(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Mapping(frame.module.scope.vars)


def _dict(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    made = Mapping({}, None, it.maybe)
    if args and isinstance(args[0], Mapping):
        merge(made, args[0])
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
        if isinstance(args[0], Instance | Handle):
            result = it.special(frame, args[0], name, list(args[1:]), node)
            return UNKNOWN if result is None else result
        if name == "__len__" and isinstance(args[0], Sequence | Mapping) and args[0].rest is None:
            return len(args[0].items)
        return PID if isinstance(args[0], Pid) else UNKNOWN

    return model


def _convert(kind: Any, special: str) -> Any:
    """`int(x)`, `bool(x)`, `str(x)` on constants, also those that the environment may replace."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        value = args[0] if args else kind()
        if isinstance(value, Instance | Handle | Pid):
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


def _print(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    for value in args:
        if isinstance(value, Instance):
            it.special(frame, value, "__str__", [], node) or it.special(frame, value, "__repr__", [], node)
    return None


def _execute(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`exec` and `eval` of a constant text; anything else is a gap."""
    if not args or not isinstance(args[0], str) or len(args) > 1:
        it.unknown_call(frame, node, "executes a text that is not known")
        return UNKNOWN
    try:
        tree = ast.parse(args[0].strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return UNKNOWN
    for inner in ast.walk(tree):
        ast.copy_location(inner, node)
    if len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr):
        return it.eval(frame, tree.body[0].value)
    it.block(frame, tree.body)
    return None


_HARMLESS = ("id", "hash", "ord", "chr", "abs", "round", "divmod", "pow", "hex", "oct", "bin", "ascii", "input",
             "breakpoint", "memoryview", "slice", "object", "complex", "dir", "delattr", "format", "compile", "help")


def _harmless(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return UNKNOWN


FUNCTIONS: dict[str, Any] = {
    **{f"builtins.{name}": _harmless for name in _HARMLESS},
    **{f"builtins.{kind}": _sequence(kind) for kind in ("list", "tuple", "set")},
    "builtins.frozenset": _sequence("set"), "collections.deque": _sequence("list"), "builtins.reversed": _sequence("list"),
    "builtins.any": _consume, "builtins.all": _consume, "builtins.sum": _consume, "builtins.sorted": _keyed,
    "builtins.min": _extreme, "builtins.max": _extreme, "builtins.map": _map, "builtins.filter": _filter,
    "builtins.zip": _zip, "builtins.enumerate": _enumerate, "builtins.range": _range, "builtins.next": _next,
    "builtins.iter": _iter, "builtins.anext": _next, "builtins.aiter": _iter, "builtins.getattr": _getattr,
    "builtins.setattr": _setattr, "builtins.hasattr": _hasattr, "builtins.locals": _namespace,
    "builtins.vars": _namespace, "builtins.globals": _globals, "builtins.dict": _dict,
    "collections.OrderedDict": _dict, "collections.defaultdict": _defaultdict, "builtins.len": _special("__len__"),
    "builtins.repr": _special("__repr__"), "builtins.int": _convert(int, "__int__"),
    "builtins.float": _convert(float, "__float__"), "builtins.str": _convert(str, "__str__"),
    "builtins.bool": _convert(bool, "__bool__"), "builtins.bytes": _harmless, "builtins.bytearray": _harmless,
    "builtins.callable": _callable, "builtins.print": _print, "builtins.exec": _execute, "builtins.eval": _execute,
}
