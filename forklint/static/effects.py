"""Facts at work: what library calls make, activate, release, run and register."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.knowledge.schema import Argument, CallFact, TypeFact
from forklint.static import lifecycle
from forklint.static.conditions import MISSING, UNSURE, argument, decide, first_of
from forklint.static.values import (
    UNKNOWN,
    Bound,
    ClassValue,
    External,
    FunctionValue,
    Handle,
    Instance,
    Member,
    Partial,
    Sequence,
    Value,
    each,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.resources import LiveResource
    from forklint.static.scope import Frame


def call_external(it: Interpreter, frame: Frame, callee: External, args: list[Any], kwargs: dict[str, Any],
                  node: ast.AST) -> Any:
    """Call something that no file of the program defines."""
    it.risks += 1
    hook = it.hooks.get(callee.name)
    if hook is not None:
        return _register_hook(it, callee, args, hook.process, node)
    row = it.facts.call_named(callee.name)
    if row is not None and holds(it, row.versions, callee.name):
        return apply(it, frame, row, callee.name, None, args, kwargs, node)
    type_ = it.facts.type_named(callee.name)
    if type_ is not None:
        return construct(it, frame, type_, callee.name, args, kwargs, node)
    if not it.facts.knows(callee.name):
        it.unknown_call(frame, node, f"calls {callee.name or 'an unknown value'}")
    _passed(it, frame, callee, args, kwargs, node)
    return it.models.external(it, frame, f"{callee.name[:200]}()" if callee.name else "?()")


def _register_hook(it: Interpreter, callee: External, args: list[Any], process: str, node: ast.AST) -> Any:
    """`@postfork`, `@worker_process_init.connect`, with or without parentheses."""
    functions = [one for one in args if callable_value(one)]
    for function in functions:
        if process == "worker":
            it.worker_hooks.append((function, [], callee.name))
        elif process == "master":
            it.master_hooks.append((function, [], callee.name))
    return functions[0] if functions else callee


def callable_value(value: Any) -> bool:
    """Whether the program can be called back through this value."""
    return isinstance(value, FunctionValue | Bound | Partial | Member) or (
        isinstance(value, Instance) and any("__call__" in getattr(c, "namespace", ()) for c in value.cls.mro))


def _passed(it: Interpreter, frame: Frame, callee: External, args: list[Any], kwargs: dict[str, Any],
            node: ast.AST) -> None:
    """A foreign function that is known to use a resource that it is given: `metadata.create_all(engine)`."""
    last = callee.name.rpartition(".")[2]
    for value in [*args, *kwargs.values()]:
        for one in each(value):
            one = one.handle if isinstance(one, Instance) else one
            if isinstance(one, Handle) and last in one.type.passed_to:
                lifecycle.activate(it, frame, resource_of(it, frame, one, node), node, f"{last}() uses it")


def holds(it: Interpreter, versions: str, name: str) -> bool:
    """Whether a row that is limited to some versions is about the version in use; unknown versions count."""
    return not versions or it.versions.within(it.facts.distribution_of(name), versions) is not False


def apply(it: Interpreter, frame: Frame, row: CallFact, name: str, receiver: Handle | None, args: list[Any],
          kwargs: dict[str, Any], node: ast.AST) -> Any:
    """Carry out a call row."""
    short = f"{name.rpartition('.')[2]}()"
    _touch(it, frame, row, receiver, args, kwargs, node, short)
    _callbacks(it, frame, row, args, kwargs, node, name)
    if row.forks:
        it.fork_point(frame, node, name, args, kwargs)
    for which in row.start_method:
        it.note_start_method(frame, name, argument(args, kwargs, which))
    if row.makes:
        type_ = it.facts.type_named(row.makes)
        if type_ is not None:
            made = construct(it, frame, type_, name, args, kwargs, node, row, receiver)
            if row.guards and made.resource is not None:
                it.pid_listeners.extend((made.resource, one) for one in args if isinstance(one, FunctionValue))
            if row.returns is None:
                return made
    if row.returns is not None:
        value = argument(args, kwargs, row.returns)
        return UNKNOWN if value in (MISSING, UNSURE) else value
    if receiver is not None and name.rpartition(".")[2] in receiver.type.returns_self:
        return receiver
    decorated = [one for one in args if callable_value(one)]
    if decorated and (row.in_worker or row.in_master or row.guards):
        return decorated[0]
    return External(f"{name[:200]}()")


def _touch(it: Interpreter, frame: Frame, row: CallFact, receiver: Handle | None, args: list[Any],
           kwargs: dict[str, Any], node: ast.AST, short: str) -> None:
    for which in row.activates:
        for handle in _handles(argument(args, kwargs, which)):
            lifecycle.activate(it, frame, resource_of(it, frame, handle, node), node, f"{short} uses it")
    for which in row.releases:
        for handle in _handles(argument(args, kwargs, which)):
            lifecycle.release(it, resource_of(it, frame, handle, node), args, kwargs)
    if receiver is not None and row.activates_self:
        lifecycle.activate(it, frame, resource_of(it, frame, receiver, node), node, f"calls {short}")
    if receiver is not None and row.releases_self:
        lifecycle.release(it, resource_of(it, frame, receiver, node), args, kwargs)
    if receiver is not None:
        _change(it, frame, row, receiver, args, kwargs, node, short)
    for used in row.uses:
        use(it, frame, used, node, f"calls {short}")
    for freed in (*row.frees, *(row.renews if it.phase == "worker" else ())):
        type_ = it.facts.type_named(freed)
        if type_ is not None and type_.name in it.process_wide:
            lifecycle.release(it, it.process_wide[type_.name], args, kwargs)


def _change(it: Interpreter, frame: Frame, row: CallFact, receiver: Handle, args: list[Any], kwargs: dict[str, Any],
            node: ast.AST, short: str) -> None:
    """What a member does to its receiver: another resource behind it, another state."""
    bound = _shared(it, frame, row.binds, args, kwargs, node)
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


def _handles(value: Any) -> list[Handle]:
    found = []
    for one in each(value):
        one = one.handle if isinstance(one, Instance) else one
        if isinstance(one, Handle):
            found.append(one)
    return found


def _callbacks(it: Interpreter, frame: Frame, row: CallFact, args: list[Any], kwargs: dict[str, Any], node: ast.AST,
               name: str) -> None:
    for which in row.runs:
        _run(it, frame, argument(args, kwargs, which), which, args, kwargs, node, name)
    for which in row.in_worker:
        value = argument(args, kwargs, which)
        if callable_value(value):
            it.worker_hooks.append((value, [], name))
    for which in row.in_master:
        value = argument(args, kwargs, which)
        if callable_value(value):
            it.master_hooks.append((value, [], name))
    if row.guards:
        _guards(it, row, args, kwargs)


def _run(it: Interpreter, frame: Frame, value: Any, which: Argument, args: list[Any], kwargs: dict[str, Any],
         node: ast.AST, name: str) -> None:
    """A callback that the library calls at once: `asyncio.run(main())`, `executor.submit(f, x)`, `pool.map(f, xs)`."""
    if not callable_value(value) and not isinstance(value, ClassValue):
        it.resume(frame, value, node)
        return
    following = args[which + 1:] if isinstance(which, int) else []
    if name.endswith(("map", "starmap", "imap", "imap_unordered")):
        sources = [one.items[0] if isinstance(one, Sequence) and one.items else UNKNOWN for one in following[:1]]
        following = sources
    result = it.call(frame, value, following, {}, node)
    it.resume(frame, result, node)


def _guards(it: Interpreter, row: CallFact, args: list[Any], kwargs: dict[str, Any]) -> None:
    """An event handler that compares process ids renews the resource that it listens to."""
    target = first_of(args, kwargs, row.guards)
    functions = [one for one in args if isinstance(one, FunctionValue)]
    for handle in _handles(target):
        if handle.resource is not None:
            it.pid_listeners.extend((handle.resource, function) for function in functions)


def use(it: Interpreter, frame: Frame, type_name: str, node: ast.AST, what: str) -> None:
    """Make a process-wide resource live."""
    type_ = it.facts.type_named(type_name)
    if type_ is not None:
        lifecycle.activate(it, frame, _process_wide(it, frame, type_, node), node, what)


def _process_wide(it: Interpreter, frame: Frame, type_: TypeFact, node: ast.AST) -> LiveResource:
    if type_.name not in it.process_wide:
        it.process_wide[type_.name] = lifecycle.make(it, frame, type_, type_.name, node, live=False, arguments={})
    return it.process_wide[type_.name]


def resource_of(it: Interpreter, frame: Frame, handle: Handle, node: ast.AST) -> LiveResource | None:
    """The resource that a handle reaches: its own, or the process-wide one of its type."""
    if handle.resource is not None:
        return handle.resource
    name = handle.type.name if handle.type.process_wide and handle.type.kind else handle.type.parent
    type_ = it.facts.type_named(name) if name else None
    return _process_wide(it, frame, type_, node) if type_ is not None else None


def construct(it: Interpreter, frame: Frame, type_: TypeFact, name: str, args: list[Any], kwargs: dict[str, Any],
              node: ast.AST, row: CallFact | None = None, receiver: Handle | None = None) -> Handle:
    """Make an object of a type: dormant or live, its own resource or a derived one."""
    for which in type_.runs:
        _run(it, frame, argument(args, kwargs, which), which, args, kwargs, node, name)
    shared = _shared(it, frame, (*(row.of if row else ()), *type_.of), args, kwargs, node)
    condition, sure = decide((*(row.when if row else ()), *type_.when), args, kwargs)
    makes = condition.makes if condition else ""
    if makes and (other := it.facts.type_named(makes)) is not None:
        type_ = other
    if type_.kind is None or not holds(it, type_.versions, name):
        return Handle(type_, shared or (receiver.resource if receiver else None))
    if type_.process_wide:
        return Handle(type_, None)
    state = condition.state if condition else (row.state if row and row.state else type_.state)
    if not sure:
        it.maybe += 1
    arguments = {k.arg: k for k in getattr(node, "keywords", ()) if k.arg}
    resource = lifecycle.make(it, frame, type_, name, node, live=state == "live", arguments=arguments)
    resource.harmless = resource.harmless or state == "harmless"
    if not sure:
        it.maybe -= 1
    return Handle(type_, resource)


def _reaching(it: Interpreter, frame: Frame, type_: TypeFact, resource: LiveResource | None, name: str, args: list[Any],
              kwargs: dict[str, Any], node: ast.AST, row: CallFact | None) -> Handle:
    """A derived object; the state of its type is about what it reaches."""
    handle = Handle(type_, resource)
    condition, _ = decide((*(row.when if row else ()), *type_.when), args, kwargs)
    state = condition.state if condition else (row.state if row and row.state else type_.state)
    if state == "live":
        lifecycle.activate(it, frame, resource_of(it, frame, handle, node), node, f"calls {name.rpartition('.')[2]}()")
    elif state == "harmless":
        handle.resource = lifecycle.make(it, frame, type_, name, node, live=False, arguments={})
        handle.resource.harmless = True
    return handle


def _shared(it: Interpreter, frame: Frame, which: tuple[Argument, ...], args: list[Any], kwargs: dict[str, Any],
            node: ast.AST) -> LiveResource | None:
    for one in which:
        for handle in _handles(argument(args, kwargs, one)):
            found = resource_of(it, frame, handle, node)
            if found is not None:
                return found
    return None


def backing(it: Interpreter, frame: Frame, base: Any, args: list[Any], kwargs: dict[str, Any], node: ast.AST,
            eager: bool) -> Handle | None:
    """What an instance of a program class is to the library whose class it extends.

    With its own `__init__`, nothing is live before that calls `super().__init__()`.
    """
    if isinstance(base, Handle):
        return Handle(base.type, base.resource)
    type_ = it.facts.type_named(base.name)
    if type_ is None:
        return None
    made = construct(it, frame, type_, base.name, args if eager else [], kwargs if eager else {}, node)
    if not eager and made.resource is not None and type_.kind is not None:
        lifecycle.put_to_sleep(made.resource)
    return made


def class_handle(it: Interpreter, base: Any) -> Handle | None:
    """What the class itself is to a library: `Model.objects`, `User.query`."""
    type_ = it.facts.type_named(base.name) if isinstance(base, External) else None
    return Handle(type_, None) if type_ is not None else None


def _row(type_: TypeFact, name: str) -> CallFact | None:
    return next((row for row in type_.member if name in row.names), None)


def has_member(type_: TypeFact, name: str) -> bool:
    """Whether a type says anything of a member, `*` not counted."""
    return (name in type_.activated_by or name in type_.released_by or name in type_.gives
            or name in type_.attributes or name in type_.returns_self or name in type_.inert
            or name in type_.renewed_by
            or _row(type_, name) is not None)


def member(it: Interpreter, frame: Frame, handle: Handle, name: str, node: ast.AST) -> Any:
    """`handle.name`, not yet called."""
    from forklint.static.values import Member

    type_ = handle.type
    given = type_.attributes.get(name)
    if given is None and not has_member(type_, name) and not name.startswith("__"):
        given = type_.attributes.get("*")
    if given is not None:
        other = it.facts.type_named(given)
        if other is not None:
            return _derived(it, frame, handle, other, name, node)
    return Member(handle, name)


def _derived(it: Interpreter, frame: Frame, handle: Handle, type_: TypeFact, name: str, node: ast.AST) -> Handle:
    if type_.kind is None:
        return Handle(type_, handle.resource)
    if type_.process_wide:
        return Handle(type_, None)
    made = lifecycle.make(it, frame, type_, f"{handle.type.name}.{name}", node, type_.state == "live", {})
    return Handle(type_, made)


def call_member(it: Interpreter, frame: Frame, handle: Handle, name: str, args: list[Any], kwargs: dict[str, Any],
                node: ast.AST) -> Any:
    """Call a member of a library's object."""
    it.risks += 1
    type_ = handle.type
    resource = resource_of(it, frame, handle, node)
    if name in type_.released_by or (it.phase == "worker" and name in type_.renewed_by):
        lifecycle.release(it, resource, args, kwargs)
    elif _activates(type_, name):
        lifecycle.activate(it, frame, resource, node, _phrase(name))
    row = _row(type_, name)
    if row is not None:
        result = apply(it, frame, row, f"{type_.name}.{name}", handle, args, kwargs, node)
        if row.makes or row.returns is not None or not it.models.opaque(result):
            return result
    return _result(it, frame, handle, name, args, kwargs, node)


def _result(it: Interpreter, frame: Frame, handle: Handle, name: str, args: list[Any], kwargs: dict[str, Any],
            node: ast.AST) -> Any:
    type_ = handle.type
    given = type_.gives.get(name)
    if given is not None and (other := it.facts.type_named(given)) is not None:
        if other.kind is None:
            return Handle(other, handle.resource)
        return construct(it, frame, other, f"{type_.name}.{name}", args, kwargs, node, None, handle)
    if name in type_.returns_self or name in ("__enter__", "__aenter__", "__await__"):
        return handle
    decorated = [one for one in args if callable_value(one)]
    if len(args) == len(decorated) == 1 and not kwargs and not has_member(type_, name):
        return decorated[0]
    _passed(it, frame, External(f"{type_.name}.{name}"), args, kwargs, node)
    return External(f"{type_.name}.{name}()")


def _activates(type_: TypeFact, name: str) -> bool:
    if name in type_.activated_by:
        return True
    return ("*" in type_.activated_by and not name.startswith("__") and name not in type_.inert
            and name not in type_.gives and name not in type_.returns_self and name not in type_.renewed_by
            and _row(type_, name) is None)


def _phrase(name: str) -> str:
    spelt = {"__iter__": "iterates it", "__enter__": "enters it", "__aenter__": "enters it", "__call__": "calls it",
             "__getitem__": "reads an item of it", "__len__": "takes its length", "__bool__": "tests it",
             "__await__": "awaits it"}
    return spelt.get(name, f"calls {name}()")


def super_init(it: Interpreter, frame: Frame, receiver: Any, args: list[Any], kwargs: dict[str, Any],
               node: ast.AST) -> None:
    """`super().__init__(…)` into a library's class: now the constructor's arguments are known."""
    if not isinstance(receiver, Instance) or receiver.handle is None or receiver.handle.resource is None:
        return
    type_ = receiver.handle.type
    condition, _ = decide(type_.when, args, kwargs)
    if (condition.state if condition else type_.state) == "live":
        lifecycle.activate(it, frame, receiver.handle.resource, node, "calls the constructor of its base class")


__all__ = ["Value", "apply", "backing", "call_external", "call_member", "class_handle", "construct", "has_member",
           "holds", "member", "resource_of", "super_init", "use"]
