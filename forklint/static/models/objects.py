"""Attributes by name, and namespaces as dictionaries."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.attributes import delete
from forklint.static.values import UNKNOWN, ClassValue, External, Instance, Mapping, ModuleValue

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


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


FUNCTIONS: dict[str, Any] = {
    "builtins.getattr": _getattr, "builtins.setattr": _setattr, "builtins.delattr": _delattr, "builtins.hasattr": _hasattr,
    "builtins.locals": _namespace, "builtins.vars": _namespace, "builtins.globals": _globals,
}
