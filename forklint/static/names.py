"""Names to values: locals, enclosing functions, module globals."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.values import Handle, join

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame, Scope

_MISSING = object()


def lookup(frame: Frame, name: str) -> tuple[bool, Any]:
    """Whether a name is bound, and to what. Class bodies are invisible to the functions in them."""
    if frame.globals is not None and name in frame.globals:
        value = frame.module.scope.vars.get(name, _MISSING)
        return value is not _MISSING, value
    value = frame.vars.get(name, _MISSING)
    scope = frame.parent
    while value is _MISSING and scope is not None:
        if scope.kind != "class":
            value = scope.vars.get(name, _MISSING)
        scope = scope.parent
    return value is not _MISSING, value


def bind(it: Interpreter, frame: Frame, name: str, value: Any, node: ast.AST) -> None:
    """Bind a name where Python would: here, or where `global` and `nonlocal` point."""
    if frame.globals is not None and name in frame.globals:
        _write(it, frame.module.scope, name, value, node)
    elif frame.nonlocals is not None and name in frame.nonlocals and (owner := _owner(frame.parent, name)):
        _write(it, owner, name, value, node)
    else:
        frame.vars[name] = value
        if frame.kind == "module":
            frame.places[name] = node
            if isinstance(value, Handle) and value.resource and not value.resource.symbol:
                value.resource.symbol = f"{frame.prefix}.{name}"


def _write(it: Interpreter, scope: Scope, name: str, value: Any, node: ast.AST) -> None:
    """From afar: where only an undecided arm runs, the old value stays possible."""
    old = scope.vars.get(name, _MISSING)
    weak = it.phase == "load" and it.maybe > scope.level and old is not _MISSING
    scope.vars[name] = join(old, value) if weak else value
    scope.places[name] = node
    if isinstance(value, Handle) and value.resource and not value.resource.symbol:
        value.resource.symbol = f"{scope.prefix}.{name}"


def _owner(scope: Scope | None, name: str) -> Scope | None:
    while scope is not None:
        if scope.kind == "function" and name in scope.vars:
            return scope
        scope = scope.parent
    return None


def unbind(frame: Frame, name: str) -> None:
    """`del name`."""
    scope = frame.module.scope if frame.globals is not None and name in frame.globals else frame
    scope.vars.pop(name, None)
