"""One probe: a master is started as the server starts it, forked, looked at, and ended with all that it started."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from forklint.errors import CouldNotLook
from forklint.knowledge.facts import Facts
from forklint.knowledge.schema import TypeFact
from forklint.model.probe import Looked, ProbeResult
from forklint.probe import failures, partial
from forklint.probe.description import Method, best
from forklint.probe.drivers.driver import Driver
from forklint.probe.drivers.registry import DRIVERS
from forklint.probe.interpreter import objection
from forklint.probe.items import Scene
from forklint.probe.launch import Lines
from forklint.probe.observe import Seen, observe
from forklint.probe.record import Record
from forklint.probe.request import ProbeRequest
from forklint.probe.sharing import Sharing
from forklint.probe.supervisor import Run, run

INEXACT = (
    "neither F_DUPFD_QUERY (Linux 6.10) nor kcmp(2) works here: sockets and pipes are compared by their inodes; any "
    "other descriptor counts as shared if it has the same number and name in the worker, which it may have opened anew"
)


@dataclass(frozen=True, slots=True)
class _Showing:
    """A run and what it gave."""

    run: Run
    seen: Seen
    sharing: Sharing


def probe(request: ProbeRequest, facts: Facts, methods: frozenset[Method] = frozenset(Method)) -> ProbeResult:
    """Load, fork, look; load a second time where a line is not known for certain.

    `methods` are those by which descriptors may be compared. Raises CouldNotLook where the master could not be started,
    did not come to its fork, or no worker reported: what happened, where in the application, and what to do.
    """
    began = time.monotonic()
    request = replace(request, python=request.python or sys.executable)
    driver = _driver(request)
    version = driver.installed(request.python)
    if not version:
        if wrong := objection(request.python):
            raise CouldNotLook(wrong, failures.NAME_PYTHON)
        raise CouldNotLook(f"{driver.name} is not installed for {request.python}", driver.install)
    shown_first = _look(request, driver, facts, methods, Lines())
    final = _again(request, driver, facts, methods, shown_first)
    return _result(request, driver.name, version, shown_first, final, time.monotonic() - began)


def _driver(request: ProbeRequest) -> Driver:
    driver = DRIVERS.get(request.server)
    if driver is None:
        raise CouldNotLook(f"there is no driver for {request.server!r}", f"Known: {', '.join(sorted(DRIVERS))}.")
    return driver


def _look(
    request: ProbeRequest, driver: Driver, facts: Facts, methods: frozenset[Method], lines: Lines
) -> _Showing:
    sharing = Sharing(methods)
    done = run(request, driver, lambda modules: runtime_types(facts, (*modules, *lines.imported)), lines, sharing)
    failures.require(request, done)
    scene = Scene(done.record, sharing, facts, of_server=driver.name != "generic")
    return _Showing(done, observe(scene, request.base), sharing)


def _again(
    request: ProbeRequest, driver: Driver, facts: Facts, methods: frozenset[Method], first: _Showing
) -> _Showing:
    """A second load in a fresh master. What it does not bring to light, the first one still says."""
    lines = Lines(first.seen.windows, first.seen.objects, tuple(first.run.record.asked or ()))
    if not lines:
        return first
    try:
        return _look(request, driver, facts, methods, lines)
    except CouldNotLook:
        return first


def _result(
    request: ProbeRequest, server: str, version: str, first: _Showing, final: _Showing, seconds: float
) -> ProbeResult:
    record, method = final.run.record, best(final.sharing.methods)
    looked = Looked(
        server=server,
        version="" if server == "generic" else version,
        python=str(record.hello["python"]),
        workers=len(record.reported()),
        method=method.value,
        load_seconds=round(float(first.run.record.master["seconds"]), 3),
        seconds=round(seconds, 3),
    )
    return ProbeResult(
        looked=looked,
        observations=final.seen.observations,
        harmless=final.seen.harmless,
        modules=tuple(record.master["modules"]),
        gaps=tuple(partial.gaps(request, final.run)),
        notes=_notes(request, final.run, method),
    )


def _notes(request: ProbeRequest, done: Run, method: Method) -> tuple[str, ...]:
    inexact = [] if method in (Method.QUERY, Method.KCMP) else [INEXACT]
    told = [*done.record.notes, *_watched(done.record), *_warned(done.record), *inexact, *partial.notes(request, done)]
    return tuple(dict.fromkeys(told))


def _watched(record: Record) -> list[str]:
    """That a second load was not followed to its end: lines may be missing."""
    why = record.master.get("watched", {}).get("stopped", "")
    return [f"the second load was not followed to its end ({why}): some lines may be less than sure"] if why else []


def _warned(record: Record) -> list[str]:
    """CPython's warning, with the threads that it does not name."""
    if not record.warnings:
        return []
    names = [thread["name"] for thread in record.master["threads"]]
    names += dict.fromkeys(f"{task['name']} (native)" for task in record.master["tasks"])
    listed = ", ".join(names[:8]) + (", ..." if len(names) > 8 else "")
    return [f"CPython warns of this fork: {record.warnings[0]} Threads: {listed or 'of the server only'}"]


def runtime_types(facts: Facts, modules: Sequence[str]) -> dict[str, Any]:
    """What the agent needs to know of these modules' types: their names, and how objects of them are asked."""
    for module in modules:
        facts.load(module)
    rows = {row.name: row for row in facts.types.values() if row.kind is not None or row.state == "harmless"}
    return {name: _runtime(row) for name, row in rows.items()}


def _runtime(row: TypeFact) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": row.kind.value if row.kind else ""}
    told.update((key, said) for key in ("notice", "idle", "draws") if (said := getattr(row, key, "")))
    if names := [*getattr(row, "runtime", ()), *row.aliases]:
        told["runtime"] = names
    return told
