"""Callbacks that a library runs at once, and those that it keeps for the fork."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.knowledge.schema import Argument, CallFact
from forklint.static.conditions import MISSING, argument, first_of
from forklint.static.effects.handles import callable_value, handles_in
from forklint.static.values import UNKNOWN, ClassValue, External, FunctionValue, Member, Native, Sequence

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


def run_callbacks(it: Interpreter, frame: Frame, row: CallFact, args: list[Any], kwargs: dict[str, Any], node: ast.AST,
                  name: str) -> Any:
    """Run what the call runs now; keep what runs at the fork. What the callback returned."""
    outcome: Any = UNKNOWN
    for which in row.runs:
        value = argument(args, kwargs, which)
        if value is not MISSING:
            outcome = run_callback(it, frame, value, which, args, kwargs, node, name)
    for which in row.in_worker:
        value = argument(args, kwargs, which)
        if callable_value(value) or isinstance(value, External | Member | Native):
            # `register_after_fork(engine, Engine.dispose)` calls the function with what stands before it.
            before = args[:which] if isinstance(which, int) else []
            it.worker_hooks.append((value, before, name))
    for which in row.in_master:
        value = argument(args, kwargs, which)
        if callable_value(value):
            it.master_hooks.append((value, [], name))
    if row.guards:
        _guards(it, row, args, kwargs)
    return outcome


def run_callback(it: Interpreter, frame: Frame, value: Any, which: Argument, args: list[Any], kwargs: dict[str, Any],
                 node: ast.AST, name: str) -> Any:
    """A callback that the library calls at once: `asyncio.run(main())`, `executor.submit(f, x)`, `pool.map(f, xs)`."""
    if not callable_value(value) and not isinstance(value, ClassValue):
        return it.resume(frame, value, node)
    following = args[which + 1:] if isinstance(which, int) else []
    if name.endswith(("map", "starmap", "imap", "imap_unordered")):
        sources = [one.items[0] if isinstance(one, Sequence) and one.items else UNKNOWN for one in following[:1]]
        following = sources
    return it.resume(frame, it.call(frame, value, following, {}, node), node)


def _guards(it: Interpreter, row: CallFact, args: list[Any], kwargs: dict[str, Any]) -> None:
    """An event handler that compares process ids renews the resource that it listens to."""
    target = first_of(args, kwargs, row.guards)
    functions = [one for one in args if isinstance(one, FunctionValue)]
    for handle in handles_in(target):
        if handle.resource is not None:
            it.pid_listeners.extend((handle.resource, function) for function in functions)
    type_ = it.facts.type_named(target.name) if isinstance(target, External) else None
    if type_ is not None:
        it.pid_types.extend((type_.name, function) for function in functions)
