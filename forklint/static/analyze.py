"""The room's one door: execute a plan's load time and say what was seen."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from forklint.knowledge.facts import Facts
from forklint.model.levels import Ternary
from forklint.model.plan import LoadPlan, LoadResult
from forklint.model.report import Coverage, LoadTime
from forklint.static import hooks, phases, programs
from forklint.static.budget import STACK
from forklint.static.entries import defines_application, outside
from forklint.static.interpreter import Interpreter
from forklint.static.observe import live_at_fork, observations, repairs
from forklint.static.settings import with_uses

_STACK_BYTES = 256 * 1024 * 1024


def analyze(plan: LoadPlan, facts: Facts) -> LoadResult:
    """Execute load time on abstract values. Never raises for the state of the program."""
    results: list[LoadResult | BaseException] = []

    def work() -> None:
        try:
            with _roomy():
                results.append(_analyze(plan, facts))
        except BaseException as error:  # noqa: BLE001  # raised again in the thread that asked
            results.append(error)

    _on_large_stack(work)
    result = results[0]
    if isinstance(result, BaseException):
        raise result
    return result


def _on_large_stack(work: object) -> None:
    """Deeply nested programs need a deep stack, which only a new thread can have."""
    before = threading.stack_size(_STACK_BYTES)
    try:
        thread = threading.Thread(target=work, name="forklint-analyzer", daemon=True)  # type: ignore[arg-type]
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()


@contextmanager
def _roomy() -> Iterator[None]:
    """A deeper recursion limit, and no cycle collector: trees and values live until the end anyway."""
    limit, collecting = sys.getrecursionlimit(), gc.isenabled()
    sys.setrecursionlimit(max(limit, STACK))
    gc.disable()
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
        if collecting:
            gc.enable()


def _analyze(plan: LoadPlan, facts: Facts) -> LoadResult:
    it = Interpreter(plan, facts)
    configuration = phases.load_configuration(it)
    preload = phases.preloads(it, configuration)
    if preload is not Ternary.NO:
        phases.load_application(it)
        phases.run_framework_calls(it)
    hooks.run_master_hooks(it, configuration)
    live = outside(it, live_at_fork(it))
    hooks.run_later_hooks(it, configuration)
    live += [one for one in outside(it, live_at_fork(it)) if one not in live]
    hooks.run_worker_hooks(it, configuration)
    forking = programs.look(it, plan, facts)
    seen = programs.merged(it, observations(it, live), forking)
    return LoadResult(
        observations=tuple(seen), gaps=tuple(it.gaps), unbound=tuple(it.unbound), coverage=_coverage(it),
        load_time=LoadTime(tuple(it.loaded), tuple(it.executed.values()), tuple(it.unresolved.values())),
        settings=with_uses(it, configuration) if configuration else {}, patched=it.patched,
        preload=preload, repairs=(*repairs(it, live), *forking.repairs), forks=tuple(it.forks),
        files=(*it.files, *sorted(it.finder.listed)),
        mentions={path: frozenset(lines) for path, lines in it.mentions.items()},
        application=defines_application(it), web=defines_application(it, web=True),
        probed=tuple(sorted(it.finder.probed)),
    )


def _coverage(it: Interpreter) -> Coverage:
    return Coverage(len(it.loaded), len(it.executed), it.call_count, it.unknown_count)
