"""functools, importlib, typing, copy: functions that pass other functions on."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.effects import call_external
from forklint.static.imports import absolute, by_name, execute
from forklint.static.iteration import elements
from forklint.static.values import (
    UNKNOWN,
    Bound,
    External,
    FunctionValue,
    Instance,
    Mapping,
    ModuleValue,
    Partial,
    Sequence,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def _partial(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Partial(args[0], args[1:], kwargs) if args else UNKNOWN


def _delayed(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`joblib.delayed(function)`: called, it gives a task that nobody has run yet."""
    return Partial(External("functools.partial"), args[:1], {})


def _partialmethod(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Partial(args[0], args[1:], {**kwargs, "(method)": True}) if args else UNKNOWN


def _identity(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return args[0] if args else External("(identity)")


def _second(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return args[1] if len(args) > 1 else UNKNOWN


def _method(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`types.MethodType(function, receiver)`."""
    return Bound(args[0], args[1]) if len(args) == 2 else UNKNOWN


def _new_type(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return External("(identity)")


def _wraps(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Partial(External("(wrapping)"), args[:1], {}) if args else External("(identity)")


def _wrapping(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """The wrapper, which remembers what it wraps."""
    wrapped, wrapper = args[0], args[-1]
    if isinstance(wrapper, FunctionValue) and wrapper is not wrapped:
        wrapper.attributes["__wrapped__"] = wrapped
    return wrapper


def _update_wrapper(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    given = args[1::-1] if len(args) > 1 else args
    return _wrapping(it, frame, given, kwargs, node) if given else UNKNOWN


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
    values = [*args[2:3], *items.items, *([] if items.rest is None else [items.rest, items.rest])] or [UNKNOWN]
    result = values[0]
    for value in values[1:]:
        result = it.call(frame, args[0], [result, value], {}, node)
    return result


def _import(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`importlib.import_module` with a name that is known, or that has a known default."""
    given = args[0] if args else kwargs.get("name")
    package = args[1] if len(args) > 1 else kwargs.get("package")
    return by_name(it, given, lambda name: _import_known(it, frame, name, package, node))


def _import_known(it: Interpreter, frame: Frame, name: Any, package: Any, node: ast.AST) -> Any:
    if not isinstance(name, str):
        it.dynamic_imports += 1
        it.unknown_call(frame, node, "imports a module whose name is not known")
        return UNKNOWN
    if not name.startswith("."):
        return it.import_module(frame, name, node)
    level = len(name) - len(name.lstrip("."))
    base = ModuleValue(package, "", True) if isinstance(package, str) else frame.module
    return it.import_module(frame, absolute(base, name.lstrip("."), level), node)


def _event_loop(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`asyncio.get_event_loop()`: the running loop where one runs, or the one that was set; else a new one."""
    if it.coroutines:
        return External("asyncio.running_loop()")
    if it.loop is not None:
        return it.loop
    it.loop = call_external(it, frame, External("asyncio.get_event_loop"), args, kwargs, node)
    return it.loop


def _set_event_loop(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    it.loop = args[0] if args else None
    it.kept.append(it.loop)
    return None


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


def _copy(special: str) -> Any:
    """`copy.copy` and `copy.deepcopy`: containers are new, objects only where their class says how."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        value = args[0] if args else UNKNOWN
        if isinstance(value, Sequence | Mapping):
            return _copied(value, special == "__deepcopy__")
        memo = [Mapping({})] if special == "__deepcopy__" else []
        made = it.special(frame, value, special, memo, node) if isinstance(value, Instance) else None
        return value if made is None else made

    return model


def _copied(value: Any, deep: bool) -> Any:
    if isinstance(value, Sequence):
        return Sequence(value.kind, [_copied(one, deep) if deep else one for one in value.items], value.rest)
    if isinstance(value, Mapping):
        made = Mapping({key: _copied(one, deep) if deep else one for key, one in value.items.items()}, value.rest)
        made.factory = value.factory
        return made
    return value


FUNCTIONS: dict[str, Any] = {
    "asyncio.get_event_loop": _event_loop, "asyncio.set_event_loop": _set_event_loop,
    "functools.partial": _partial, "joblib.delayed": _delayed, "joblib.parallel.delayed": _delayed,
    "functools.partialmethod": _partialmethod, "functools.wraps": _wraps,
    "functools.update_wrapper": _update_wrapper, "(wrapping)": _wrapping,
    "functools.lru_cache": _cache, "functools.cache": _cache,
    "functools.reduce": _reduce, "functools.total_ordering": _identity,
    "(identity)": _identity, "types.MethodType": _method, "typing.NewType": _new_type,
    "typing.cast": _second, "typing.final": _identity, "typing.overload": _identity,
    "typing.no_type_check": _identity, "copy.copy": _copy("__copy__"), "copy.deepcopy": _copy("__deepcopy__"),
    "abc.abstractmethod": _identity, "contextlib.contextmanager": _identity,
    "contextlib.asynccontextmanager": _identity, "types.coroutine": _identity, "asyncio.coroutine": _identity,
    "importlib.import_module": _import, "importlib.reload": _reload,
    "builtins.__import__": _builtin_import,
}
