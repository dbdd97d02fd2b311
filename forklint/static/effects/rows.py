"""Call rows at work: what a call activates, releases, binds, runs and makes."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.knowledge.schema import CallFact
from forklint.static import lifecycle
from forklint.static.conditions import MISSING, UNSURE, argument, decide, first_of
from forklint.static.effects.callbacks import run_callbacks
from forklint.static.effects.construct import construct
from forklint.static.effects.handles import callable_value, handles_in, process_wide, resource_of, shared_by, use
from forklint.static.values import UNKNOWN, External, FunctionValue, Handle, Partial, Sequence

METHOD = "(start method)"
"""Pseudo-attribute of executors and the like that do not start their processes the default way."""
INITIALIZER = "(initializer)"
"""Pseudo-attribute of pools and the like: what each of their processes calls first."""

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


def apply(it: Interpreter, frame: Frame, row: CallFact, name: str, receiver: Handle | None, args: list[Any],
          kwargs: dict[str, Any], node: ast.AST) -> Any:
    """Carry out a call row."""
    _touch(it, frame, row, receiver, args, kwargs, node, name.rpartition(".")[2])
    outcome = run_callbacks(it, frame, row, args, kwargs, node, name)
    it.patched = it.patched or row.patches
    manner = _processes(it, frame, row, name, receiver, args, kwargs, node)
    if row.makes:
        type_ = it.facts.type_named(row.makes)
        if type_ is not None:
            made = construct(it, frame, type_, name, args, kwargs, node, row, receiver)
            if manner:
                made.attributes = {**(made.attributes or {}), **manner}
            if row.guards and made.resource is not None:
                it.pid_listeners.extend((made.resource, one) for one in args if isinstance(one, FunctionValue))
            if row.returns is None:
                return made
    if row.returns is not None and row.returns in row.runs:
        return outcome
    if row.returns is not None:
        value = argument(args, kwargs, row.returns)
        return UNKNOWN if value in (MISSING, UNSURE) else value
    if receiver is not None and name.rpartition(".")[2] in receiver.type.returns_self:
        return receiver
    decorated = [one for one in args if callable_value(one)]
    if decorated and (row.in_worker or row.in_master or row.guards):
        return decorated[0]
    if row.guards and receiver is None:
        # `@event.listens_for(engine, "checkout")`: the function comes in a second call.
        return Partial(External(name), args, kwargs)
    return External(f"{name[:200]}()")


def _processes(it: Interpreter, frame: Frame, row: CallFact, name: str, receiver: Handle | None, args: list[Any],
               kwargs: dict[str, Any], node: ast.AST) -> dict[str, Any]:
    """The program starts processes, or says how: pseudo-attributes of what the call makes."""
    manner = _manner(row, receiver, args, kwargs)
    if row.forks:
        it.fork_point(frame, node, name, receiver, args, manner.get(INITIALIZER))
    if row.spawns:
        it.spawning.add(frame.path)
    for which in row.start_method:
        method = it.note_start_method(frame, name, argument(args, kwargs, which))
        manner |= {METHOD: method} if method else {}
    return manner


def _manner(row: CallFact, receiver: Handle | None, args: list[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
    """How processes start, as their context says, and what each calls first."""
    known = receiver.attributes if receiver is not None else None
    manner = {key: known[key] for key in (METHOD, INITIALIZER) if key in known} if known else {}
    first = first_of(args, kwargs, row.initializer)
    if first is not MISSING and first is not None:
        given = first_of(args, kwargs, row.initargs)
        manner[INITIALIZER] = Partial(first, list(given.items) if isinstance(given, Sequence) else [], {})
    return manner


def _touch(it: Interpreter, frame: Frame, row: CallFact, receiver: Handle | None, args: list[Any],
           kwargs: dict[str, Any], node: ast.AST, last: str) -> None:
    short = f"{last}()"
    for which in row.activates:
        for handle in handles_in(argument(args, kwargs, which)):
            lifecycle.activate(it, frame, resource_of(it, frame, handle, node), node, f"{short} uses it")
    for which in row.releases:
        for handle in handles_in(argument(args, kwargs, which)):
            goodbye = lifecycle.goodbye_of(handle.type, last, args, kwargs)
            lifecycle.release(it, frame, resource_of(it, frame, handle, node), node, last, goodbye)
    if receiver is not None and row.activates_self:
        lifecycle.activate(it, frame, resource_of(it, frame, receiver, node), node, f"calls {short}")
    if receiver is not None and row.releases_self:
        goodbye = lifecycle.goodbye_of(receiver.type, last, args, kwargs)
        lifecycle.release(it, frame, resource_of(it, frame, receiver, node), node, last, goodbye)
    if receiver is not None:
        _change(it, frame, row, receiver, args, kwargs, node, short)
    for used in row.uses:
        use(it, frame, used, node, f"calls {short}")
    for freed in (*row.frees, *(row.renews if it.phase in lifecycle.AFTER_FORK else ())):
        type_ = it.facts.type_named(freed)
        if type_ is not None and type_.name in it.process_wide:
            goodbye = lifecycle.goodbye_of(type_, last, args, kwargs)
            lifecycle.release(it, frame, it.process_wide[type_.name], node, last, goodbye)
    if row.quiets:
        _quiet(it, frame, row, args, kwargs, node)


def _quiet(it: Interpreter, frame: Frame, row: CallFact, args: list[Any], kwargs: dict[str, Any],
           node: ast.AST) -> None:
    """A setting that makes process-wide resources harmless, whatever is called later."""
    condition, _ = decide(row.when, args, kwargs)
    if row.when and (condition is None or condition.state != "harmless"):
        return
    for name in row.quiets:
        type_ = it.facts.type_named(name)
        if type_ is not None:
            process_wide(it, frame, type_, node).harmless = True


def _change(it: Interpreter, frame: Frame, row: CallFact, receiver: Handle, args: list[Any], kwargs: dict[str, Any],
            node: ast.AST, short: str) -> None:
    """What a member does to its receiver: another resource behind it, another state."""
    bound = shared_by(it, frame, row.binds, args, kwargs, node)
    if bound is not None:
        receiver.resource = bound
    if row.makes:
        return
    condition, _ = decide(row.when, args, kwargs)
    state = condition.state if condition else row.state
    resource = resource_of(it, frame, receiver, node)
    if state == "live":
        lifecycle.activate(it, frame, resource, node, f"calls {short}")
    elif state is not None and resource is not None:
        resource.harmless = state == "harmless"
