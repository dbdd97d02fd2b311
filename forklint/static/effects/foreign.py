"""Calls of names that no file of the program defines."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.knowledge.schema import Hook
from forklint.model.levels import Ternary
from forklint.static import lifecycle
from forklint.static.effects.construct import construct
from forklint.static.effects.handles import callable_value, holds, resource_of
from forklint.static.effects.registering import register
from forklint.static.effects.rows import apply
from forklint.static.values import External, Handle, Instance, each

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


def call_external(it: Interpreter, frame: Frame, callee: External, args: list[Any], kwargs: dict[str, Any],
                  node: ast.AST) -> Any:
    """Call something that no file of the program defines."""
    it.risks += 1
    hook = it.hooks.get(callee.name)
    if hook is not None:
        return _register_hook(it, callee, args, hook)
    row = it.facts.call_named(callee.name)
    held = holds(it, row, callee.name) if row is not None else Ternary.NO
    if row is not None and held is not Ternary.NO:
        it.maybe += held is Ternary.UNKNOWN
        result = apply(it, frame, row, callee.name, None, args, kwargs, node)
        it.maybe -= held is Ternary.UNKNOWN
        return result
    type_ = it.facts.type_named(callee.name)
    if type_ is not None:
        return construct(it, frame, type_, callee.name, args, kwargs, node)
    if not it.facts.knows(callee.name):
        it.unknown_call(frame, node, f"calls {callee.name or 'an unknown value'}")
    passed_to(it, frame, callee, args, kwargs, node)
    return it.models.external(it, frame, f"{callee.name[:200]}()" if callee.name else "?()")


def _register_hook(it: Interpreter, callee: External, args: list[Any], hook: Hook) -> Any:
    """`@postfork`, `@worker_process_init.connect`, with or without parentheses."""
    functions = [one for one in args if callable_value(one)]
    for function in functions:
        register(it, hook, function)
    return functions[0] if functions else callee


def passed_to(it: Interpreter, frame: Frame, callee: External, args: list[Any], kwargs: dict[str, Any],
            node: ast.AST) -> bool:
    """A foreign function that is known to use a resource that it is given: `metadata.create_all(engine)`."""
    last, used = callee.name.rpartition(".")[2], False
    for value in [*args, *kwargs.values()]:
        for one in each(value):
            one = one.handle if isinstance(one, Instance) else one
            if isinstance(one, Handle) and last in one.type.passed_to:
                lifecycle.activate(it, frame, resource_of(it, frame, one, node), node, f"{last}() uses it")
                used = True
    return used
