"""functools, importlib, typing, copy: functions that pass other functions on."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.imports import absolute, execute
from forklint.static.iteration import elements
from forklint.static.values import UNKNOWN, Bound, External, FunctionValue, Lazy, ModuleValue, Partial, Sequence

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def _partial(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Partial(args[0], args[1:], kwargs) if args else UNKNOWN


def _partialmethod(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Partial(args[0], args[1:], {**kwargs, "(method)": True}) if args else UNKNOWN


def _identity(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return args[0] if args else External("(identity)")


def _second(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return args[1] if len(args) > 1 else UNKNOWN


def _wraps(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return External("(identity)")


def _cache(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`lru_cache`, with or without arguments: the function, marked so that a pid among its arguments keys it."""
    if args and isinstance(args[0], FunctionValue):
        args[0].cached = True
        return args[0]
    return args[0] if args and isinstance(args[0], Bound | Partial) else External("functools.lru_cache")


def _reduce(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) < 2:
        return UNKNOWN
    items = elements(it, frame, args[1], node)
    values = [*args[2:3], *items.items] or [UNKNOWN]
    result = values[0]
    for value in values[1:] or [UNKNOWN]:
        result = it.call(frame, args[0], [result, value], {}, node)
    return result


def _import(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`importlib.import_module` with a name that is known."""
    name = args[0] if args else kwargs.get("name")
    if not isinstance(name, str):
        it.unknown_call(frame, node, "imports a module whose name is not known")
        return UNKNOWN
    if not name.startswith("."):
        return it.import_module(frame, name, node)
    package = args[1] if len(args) > 1 else kwargs.get("package")
    level = len(name) - len(name.lstrip("."))
    base = ModuleValue(package, "", True) if isinstance(package, str) else frame.module
    return it.import_module(frame, absolute(base, name.lstrip("."), level), node)


def _reload(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    module = args[0] if args else UNKNOWN
    if isinstance(module, ModuleValue):
        execute(it, module, module.scope)
    return module


def _builtin_import(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`__import__("a.b")` gives `a`, unless names are asked for."""
    name = args[0] if args else None
    if not isinstance(name, str):
        return _import(it, frame, args, kwargs, node)
    found = it.import_module(frame, name, node)
    wants = "fromlist" in kwargs or len(args) > 3
    return found if wants else it.modules.get(name.partition(".")[0], found)


def _chain(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    def produce(consume: Any) -> None:
        for source in args:
            it.iterate(frame, source, node, consume)

    return Lazy(produce)


def _starmap(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    def produce(consume: Any) -> None:
        def each(item: Any) -> Any:
            given = item.items if isinstance(item, Sequence) else [UNKNOWN]
            return consume(it.call(frame, args[0], list(given), {}, node))

        it.iterate(frame, args[1], node, each)

    return Lazy(produce) if len(args) == 2 else UNKNOWN


def _caller(which: str) -> Any:
    """`operator.methodcaller("run")` and `attrgetter`."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        return Partial(External(f"({which})"), args, kwargs)

    return model


def _methodcaller(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) < 2 or not isinstance(args[0], str):
        return UNKNOWN
    return it.call(frame, it.get(frame, args[-1], args[0], node), args[1:-1], kwargs, node)


def _attrgetter(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) < 2 or not isinstance(args[0], str):
        return UNKNOWN
    value = args[-1]
    for name in args[0].split("."):
        value = it.get(frame, value, name, node)
    return value


FUNCTIONS: dict[str, Any] = {
    "functools.partial": _partial, "functools.partialmethod": _partialmethod, "functools.wraps": _wraps,
    "functools.update_wrapper": _identity, "functools.lru_cache": _cache, "functools.cache": _cache,
    "functools.reduce": _reduce, "functools.singledispatch": _identity, "functools.total_ordering": _identity,
    "(identity)": _identity, "typing.cast": _second, "typing.final": _identity, "typing.overload": _identity,
    "typing.no_type_check": _identity, "copy.copy": _identity, "copy.deepcopy": _identity,
    "abc.abstractmethod": _identity, "contextlib.contextmanager": _identity,
    "contextlib.asynccontextmanager": _identity, "types.coroutine": _identity, "asyncio.coroutine": _identity,
    "importlib.import_module": _import, "importlib.reload": _reload, "builtins.__import__": _builtin_import, "itertools.chain": _chain,
    "itertools.starmap": _starmap, "operator.methodcaller": _caller("methodcaller"),
    "operator.attrgetter": _caller("attrgetter"), "(methodcaller)": _methodcaller, "(attrgetter)": _attrgetter,
}
