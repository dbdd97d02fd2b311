"""Hooks: what the server, or the fork itself, calls in the master and in the worker; and repairs that do not repair."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forklint.knowledge.servers import configuration_hooks, runs
from forklint.model.plan import Flaw
from forklint.model.resource import State
from forklint.static import dirty, lifecycle
from forklint.static.phases import NOWHERE, invoke
from forklint.static.reach import reachable
from forklint.static.resources import Discharge, Event, LiveResource
from forklint.static.values import UNKNOWN, Bound, FunctionValue, ModuleValue

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Registered = tuple[Any, list[Any], str]
"""A function, its arguments, and the name of the hook that calls it."""
AT_FORK = "os.register_at_fork"


def run_master_hooks(it: Interpreter, configuration: ModuleValue | None) -> None:
    """Hooks of the master run before the fork, with or without preloading."""
    dirty.load(it, configuration)
    for hook in [*_configured(it, configuration, "master", "start"), *_called(it, it.master_hooks)]:
        live = {id(one): one.made_in for one in it.resources if one.state is State.LIVE}
        _in_master(it, hook)
        _note_renewals(it, live, hook[2])


def run_later_hooks(it: Interpreter, configuration: ModuleValue | None) -> None:
    """What the master only calls after its first fork: later workers inherit what it makes."""
    for hook in _configured(it, configuration, "master", "later"):
        _in_master(it, hook)


def run_worker_hooks(it: Interpreter, configuration: ModuleValue | None) -> None:
    """Hooks of the worker run after the fork: what they release, replace or re-open is harmless."""
    registered = _called(it, it.worker_hooks)
    discharge(it, [hook for hook in registered if hook[2] == AT_FORK])
    by_fork = [one for one in it.resources if one.healed]
    if dirty.is_on(configuration):
        discharge(it, _configured(it, configuration, "worker", "dirty"))
    in_dirty = [one for one in it.resources if one.healed]
    undo([one for one in in_dirty if one not in by_fork])
    discharge(it, _configured(it, configuration, "worker", "start"))
    discharge(it, [hook for hook in registered if hook[2] != AT_FORK])
    if dirty.is_on(configuration):
        _flaw([one for one in it.resources if one.healed and one not in in_dirty], Flaw.DIRTY)
    _try_in_vain(it, [hook for hook in it.worker_hooks if hook not in registered])


def _configured(it: Interpreter, configuration: ModuleValue | None, process: str, when: str) -> list[Registered]:
    """Functions of the configuration file that the server calls in this process."""
    if configuration is None:
        return []
    known = configuration_hooks(it.plan.server or "gunicorn")
    names = [name for name, hook in known.items() if hook.process == process and hook.when == when]
    found = [(configuration.scope.vars.get(name), [UNKNOWN, UNKNOWN], name) for name in names]
    return [hook for hook in found if isinstance(hook[0], FunctionValue)]


def _called(it: Interpreter, registered: list[Registered]) -> list[Registered]:
    """What this server, or its fork, calls of what the program has registered."""
    return [hook for hook in registered if runs(it.plan.server, hook[2], it.plan.mechanisms)]


def _in_master(it: Interpreter, hook: Registered) -> None:
    value, args, name = hook
    it.phase, it.made_in = "fork" if name == AT_FORK else "load", name
    invoke(it, _frame_of(it, value), value, args)
    it.phase = it.made_in = "load"


def _note_renewals(it: Interpreter, live: dict[int, str], name: str) -> None:
    """A hook that closes what was live and opens it anew renews it in the master, where it does not help."""
    new = [one for one in it.resources if one.state is State.LIVE and one.made_in == name != live.get(id(one))]
    closed = [one for one in it.resources if id(one) in live and one.released and one.released.hook == name]
    for one in new:
        old = next((other for other in closed if other.type is one.type), None)
        if old is not None and old.released is not None:
            one.flawed.append(replace(old.released, flaw=Flaw.IN_MASTER))


def discharge(it: Interpreter, hooks: list[Registered]) -> None:
    """Run hooks as a worker does, and note what they make harmless."""
    before = reachable(it) if hooks else set()
    for value, args, name in hooks:
        it.phase, it.made_in = "worker", name
        frame = _frame_of(it, value)
        invoke(it, frame, value, args)
        after = reachable(it)
        for one in it.resources:
            if id(one) in before - after:
                lifecycle.heal(one, Discharge(_event_at(it, frame, value), "", None, name))
        before = after
    it.phase = it.made_in = "load"


def _event_at(it: Interpreter, frame: Frame, value: Any) -> Event:
    function = value.function if isinstance(value, Bound) else value
    return Event(frame.path, getattr(function, "node", NOWHERE), frame, "replaces it in the worker", it.certainty())


def _try_in_vain(it: Interpreter, hooks: list[Registered]) -> None:
    """What hooks would have made harmless if anybody called them."""
    open_ = [one for one in it.resources if one.state is State.LIVE and not one.healed]
    if open_:
        discharge(it, hooks)
        _flaw([one for one in open_ if one.healed], Flaw.UNCALLED)
    undo(open_)


def undo(resources: list[LiveResource]) -> None:
    """Forget that workers let go of these."""
    for one in resources:
        one.healed, one.repair = False, None


def _flaw(resources: list[LiveResource], flaw: Flaw) -> None:
    for one in resources:
        if one.repair is not None:
            one.flawed.append(replace(one.repair, flaw=flaw))


def _frame_of(it: Interpreter, value: Any) -> Frame:
    function = value.function if isinstance(value, Bound) else value
    module = getattr(function, "module", None) or next(iter(it.modules.values()))
    scope: Frame = module.scope
    return scope
