"""Measures what preloading is worth: the same application loaded by its workers, by its master, and frozen there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from forklint.errors import CouldNotLook
from forklint.model.worth import Memory, Spread, Way, Worth
from forklint.probe import failures
from forklint.probe.agent.worth.ways import FROZEN, LATE, PRELOADED
from forklint.probe.drivers.driver import Driver
from forklint.probe.launch import Lines
from forklint.probe.record import Record, Worker
from forklint.probe.request import ProbeRequest
from forklint.probe.supervisor import Run, run

_WHAT = "what preloading is worth could not be measured"
_SAID = {LATE: "loaded by each of {workers} workers", PRELOADED: "preloaded", FROZEN: "preloaded and frozen"}
_HINT = "It is loaded without its server here: what the server's configuration sets has to be in the environment."
_LATE_HINT = "Each worker loads it while the others live: a port or a lock that only one may take fails there."


def _command(request: ProbeRequest, boot: str) -> list[str]:
    """The light script beside the agent's."""
    return [request.python, str(Path(boot).with_name("measure.py"))]


@dataclass(frozen=True, slots=True)
class _Taken:
    """What one master and its workers told."""

    load: float
    boots: tuple[float, ...]
    own: tuple[int, ...] = ()
    """Bytes of each worker; empty where the system does not tell."""
    collected: tuple[int, ...] = ()
    together: int = 0


class _Nobody:
    """Nothing is looked at."""

    def reported(self, record: Record) -> None:
        """All figures are there."""

    def left(self, record: Record) -> None:
        """Nothing is left to see."""


def measure(request: ProbeRequest, runs: int, notice: Callable[[str], None] = lambda text: None) -> Worth:
    """Start `runs` masters for each way to come to workers, in turns, and measure idle workers.

    The server, its configuration and its hooks have no part in it. Raises CouldNotLook where the application does not
    come to a worker in one of the ways: a second load in another process may fail where the first did not.
    """
    taken: dict[str, list[_Taken]] = {way: [] for way in _SAID}
    for number in range(1, runs + 1):
        notice(f"measuring what preloading is worth, run {number} of {runs}")
        for way, masters in taken.items():
            masters.append(_take(_plain(request, way), way))
    return Worth(
        runs=runs,
        workers=request.workers,
        load=_spread(one.load for one in taken[PRELOADED] + taken[FROZEN]),
        late=_way(taken[LATE]),
        preloaded=_way(taken[PRELOADED]),
        frozen=_way(taken[FROZEN]),
    )


def _plain(request: ProbeRequest, way: str) -> ProbeRequest:
    python = request.python or sys.executable
    return replace(request, python=python, server=way, configuration="", arguments=())


def _take(request: ProbeRequest, way: str) -> _Taken:
    driver = Driver(way, about="", command=_command, grace=0.0)
    done = run(request, driver, lambda modules: {}, Lines(), _Nobody())
    workers = done.record.reported()
    if len(workers) < request.workers:
        raise _failure(request, way, done)
    return _taken(done.record.master, workers)


def _failure(request: ProbeRequest, way: str, done: Run) -> CouldNotLook:
    """Why one way did not come to its end, as a probe would say it of a master whose workers all were silent."""
    how = _SAID[way].format(workers=request.workers)
    silent = _blamed(done.record.workers)
    loads = any(worker.stage == "load" for worker in silent.values())
    asked = replace(request, timeout=request.load_timeout) if loads else request
    try:
        failures.require(asked, replace(done, looked=False, record=replace(done.record, workers=silent)))
    except CouldNotLook as error:
        hints = [_HINT, *([_LATE_HINT] if way == LATE else []), error.hint]
        return CouldNotLook(f"{_WHAT} ({how}): {error.message}", "\n".join(hints))
    return CouldNotLook(f"{_WHAT} ({how}): a worker was lost", _HINT)


def _blamed(workers: dict[int, Worker]) -> dict[int, Worker]:
    """Those that died, since the others were ended for that; else those that have not said all."""
    dead = {pid: worker for pid, worker in workers.items() if worker.status is not None}
    return dead or {pid: worker for pid, worker in workers.items() if not worker.tried}


def _taken(master: dict[str, Any], workers: list[Worker]) -> _Taken:
    load, boots = float(master["seconds"]), tuple(float(worker.seen["boot"]) for worker in workers)
    ready = [worker.seen["ready"] for worker in workers]
    collected = [worker.seen["collected"] for worker in workers]
    everyone = [master.get("memory"), *ready]
    if None in everyone or None in collected:
        return _Taken(load, boots)
    own, after = (tuple(int(memory["uss"]) for memory in told) for told in (ready, collected))
    return _Taken(load, boots, own, after, sum(int(memory["pss"]) for memory in everyone))


def _way(masters: list[_Taken]) -> Way:
    boot = _spread(seconds for one in masters for seconds in one.boots)
    return Way(boot, _memory(masters) if all(one.own for one in masters) else None)


def _memory(masters: list[_Taken]) -> Memory:
    pairs = [pair for one in masters for pair in zip(one.own, one.collected, strict=True)]
    return Memory(
        own=_spread(own for own, _ in pairs),
        collected=_spread(after for _, after in pairs),
        unshared=_spread(after - own for own, after in pairs),
        together=_spread(one.together for one in masters),
    )


def _spread(values: Iterable[float]) -> Spread:
    found = sorted(values)
    return Spread(median(found), found[0], found[-1])
