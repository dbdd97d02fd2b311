"""Attributes by name, and namespaces as dictionaries."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.attributes import delete
from forklint.static.truth import truth
from forklint.static.values import (
    UNKNOWN,
    Bound,
    ClassValue,
    External,
    FunctionValue,
    Instance,
    Mapping,
    ModuleValue,
    Sequence,
    constant,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def _getattr(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) < 2 or not isinstance(args[1], str):
        return UNKNOWN
    target = it.standing_for(frame, args[0], node)
    if len(args) > 2 and isinstance(target, Instance | ModuleValue) and not _has(it, target, args[1]):
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


def _delattr(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if len(args) == 2 and isinstance(args[1], str):
        delete(it, frame, args[0], args[1], node)


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
    if args and isinstance(args[0], ClassValue):
        return Mapping(args[0].namespace)
    if args:
        return Mapping({}, UNKNOWN)
    return Mapping(frame.vars)


def _globals(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Mapping(frame.module.scope.vars)


def _names(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`dir(x)`: the names that the program gave it, in order."""
    value = args[0] if args else None
    if isinstance(value, ModuleValue):
        names = {*value.scope.vars} - {"*"}
    elif isinstance(value, ClassValue | Instance):
        names = {*getattr(value, "attributes", ())}
        cls = value.cls if isinstance(value, Instance) else value
        names.update(*(one.namespace for one in cls.mro if isinstance(one, ClassValue)))
    else:
        return UNKNOWN if args else Sequence("list", sorted(frame.vars.keys() - {"*"}))
    return Sequence("list", sorted(names))


def _members(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`inspect.getmembers(x, predicate)`."""
    names, test = _names(it, frame, args[:1], {}, node), args[1] if len(args) > 1 else kwargs.get("predicate")
    found = []
    for name in names.items if isinstance(names, Sequence) and args else ():
        value = it.get(frame, args[0], name, node)
        if test is None or truth(it, frame, it.call(frame, test, [value], {}, node), node) is not False:
            found.append(Sequence("tuple", [name, value]))
    return Sequence("list", found, None if isinstance(names, Sequence) else UNKNOWN)


def _kind(test: Any) -> Any:
    """`inspect.isclass` and its relatives: known for the program's own values."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        own = bool(args) and isinstance(args[0], ClassValue | FunctionValue | Bound | ModuleValue | Instance)
        return test(args[0]) if own or (args and constant(args[0])) else UNKNOWN

    return model


def _is_coroutine_function(value: Any) -> bool:
    function = value.function if isinstance(value, Bound) else value
    return isinstance(function, FunctionValue) and isinstance(function.node, ast.AsyncFunctionDef)


FUNCTIONS: dict[str, Any] = {
    "builtins.getattr": _getattr, "builtins.setattr": _setattr, "builtins.delattr": _delattr,
    "builtins.hasattr": _hasattr,
    "builtins.dir": _names, "inspect.getmembers": _members,
    "inspect.isclass": _kind(lambda value: isinstance(value, ClassValue)),
    "inspect.isfunction": _kind(lambda value: isinstance(value, FunctionValue)),
    "inspect.ismethod": _kind(lambda value: isinstance(value, Bound)),
    "inspect.isroutine": _kind(lambda value: isinstance(value, FunctionValue | Bound)),
    "inspect.ismodule": _kind(lambda value: isinstance(value, ModuleValue)),
    "inspect.iscoroutinefunction": _kind(_is_coroutine_function),
    "asyncio.iscoroutinefunction": _kind(_is_coroutine_function),
    "builtins.locals": _namespace, "builtins.vars": _namespace, "builtins.globals": _globals,
}
