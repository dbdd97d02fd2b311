"""`ENTRY [WORD ...]` in the application's folder: prints one JSON object.

`shows` and `still` have what was seen before and after the workers' requests, in the words of README.md; the rest says
how. With `spoiled` among the words the master answers too.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from tests.probe.applications.observer import kernel
from tests.probe.applications.observer.served import HANGS, Served
from tests.probe.applications.observer.worker import Worker

SETTLE = 0.3
"""Seconds in which threads and connections that were begun are expected to be there."""


def observe(entry: str, ask_master: bool) -> dict[str, Any]:
    """Load, fork, compare. Where hooks of the worker open something, the master cannot answer: asked on demand only."""
    before = kernel.descriptors()
    served = Served(entry)
    served.run("on_starting", "when_ready")
    time.sleep(SETTLE)
    gc.collect()  # what only waits for the collector is out of every worker's reach
    opened = {one: name for one, name in kernel.descriptors().items() if before.get(one) != name}
    threads, handler = kernel.tasks(), has_handler()
    first, second = watch(served, opened), watch(served, opened)
    threads &= kernel.tasks()  # those that their library takes down around a fork are no loss
    answers = [first["answer"], second["answer"]]
    asked = ask(served) if ask_master else ""
    exits = [first["worker"].end(), second["worker"].end()]
    again = ask(served) if ask_master else ""
    equal, hang = answers[0] == answers[1], answers == [HANGS, HANGS]
    beyond = {"equal": equal, "hang": hang, "spoiled": asked != again, "handler": handler}
    return {
        "shows": [*common("start", threads, first, second), *(name for name, seen in beyond.items() if seen)],
        "still": common("end", threads, first, second),
        "answers": answers,
        "master": [asked, again],
        "shared": sorted(first["start"][0] & second["start"][0]),
        "tasks": [len(threads), first["start"][1], first["end"][1]],
        "exits": exits,
        "errors": [one["error"] for one in (first, second) if one["error"]],
    }


def ask(served: Served) -> str:
    """The master's own answer, or how it fails."""
    try:
        return served.answer()
    except Exception as error:
        return repr(error)


def watch(served: Served, opened: dict[int, str]) -> dict[str, Any]:
    """A worker that has answered a request, and what it had of the master's before and after."""
    worker = Worker(served)
    report = worker.hears()
    start = (kernel.inherited(worker.pid, opened), len(kernel.tasks(worker.pid)))
    if not report["error"] and report["answer"] != HANGS:
        worker.next()
        report = worker.hears()
    end = (kernel.inherited(worker.pid, opened), len(kernel.tasks(worker.pid)))
    return {**report, "worker": worker, "start": start, "end": end}


def common(when: str, threads: set[str], first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    """What both workers have, and have not, of the master's."""
    descriptor = bool(first[when][0] & second[when][0])
    thread = all(len(threads) > one[when][1] for one in (first, second))
    return [name for name, seen in {"descriptor": descriptor, "thread": thread}.items() if seen]


def has_handler() -> bool:
    """Whether a signal is handled by a function of the application."""
    codes = [getattr(signal.getsignal(number), "__code__", None) for number in signal.valid_signals()]
    return any(code is not None and code.co_filename.startswith(f"{Path.cwd()}/") for code in codes)


if __name__ == "__main__":
    output = os.dup(1)
    os.dup2(2, 1)  # the application may print
    os.write(output, json.dumps(observe(sys.argv[1], "spoiled" in sys.argv[2:])).encode())
    os._exit(0)
