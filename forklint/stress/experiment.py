"""The experiment: rounds, until all are played or the time is up."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from forklint.errors import CouldNotLook
from forklint.model.stress import Stressed
from forklint.probe.drivers.registry import DRIVERS
from forklint.probe.failures import NAME_PYTHON
from forklint.probe.interpreter import objection
from forklint.stress.comparing import sides
from forklint.stress.objecting import require
from forklint.stress.playing import Played, play
from forklint.stress.request import Contender, Load

Progress = Callable[[int, int], None]
"""Hears how many requests of how many have come to an end."""


def stress(contenders: Sequence[Contender], load: Load, workers: int, progress: Progress) -> Stressed:
    """Play the rounds and compare.

    Raises CouldNotLook where a server is not installed, the reference does not start, answers wrongly or not always
    the same, or the subject does not preload.
    """
    began, request = time.monotonic(), contenders[0].request
    version, until = _version(contenders[0]), began + load.total_seconds
    rounds: list[list[Played]] = []
    each, stopped = len(contenders) * load.requests, ""
    while len(rounds) < load.rounds and not stopped:
        counting = partial(_tell, progress, len(rounds) * each, load.rounds * each)
        rounds.append(play(contenders, load, workers, until, counting))
        require(rounds, load)
        stopped = _stopped(rounds, load, until)
    return Stressed(
        entry=str(request.entry),
        server=request.server,
        version=version,
        workers=workers,
        requests=load.requests,
        concurrency=load.concurrency,
        rounds=len(rounds),
        seconds=round(time.monotonic() - began, 3),
        sides=sides(contenders, rounds, load),
        stopped=stopped,
    )


def _tell(progress: Progress, before: int, total: int, done: int) -> None:
    progress(before + done, total)


def _stopped(rounds: Sequence[Sequence[Played]], load: Load, until: float) -> str:
    """Why no further round is played; empty where one may be, or all were."""
    failed = next((one for one in rounds[-1] if one.failure), None)
    if failed is not None:
        return f"the {failed.name} did not start"
    waiting = {one.name: load.requests - len(one.exchanges) for one in rounds[-1]}
    if time.monotonic() < until or (len(rounds) == load.rounds and not any(waiting.values())):
        return ""
    left = [f"{count} of the {name}" for name, count in waiting.items() if count]
    return f"the time was up, {load.total_seconds:g} s" + (f"; not answered by then: {', '.join(left)}" if left else "")


def _version(contender: Contender) -> str:
    """Of the server. Raises CouldNotLook where it is not installed."""
    request = contender.request
    driver = DRIVERS[request.server]
    version = driver.installed(request.python or sys.executable)
    if not version:
        wrong = objection(request.python or sys.executable)
        what = wrong or f"{driver.name} is not installed for {request.python or sys.executable}"
        raise CouldNotLook(what, NAME_PYTHON if wrong else driver.install)
    return version
