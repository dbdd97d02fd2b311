"""One master, its steps, and its workers."""

from __future__ import annotations

import faulthandler
import json
import os
import runpy
import sys
from types import SimpleNamespace
from typing import Any, NoReturn

from .collecting import collected
from .looking import Looking
from .words import write
from .worker import Worker, answers

WORKERS = 2


class Stage:
    """One stage of an experiment."""

    def __init__(self, task: dict[str, Any]) -> None:
        self._task = task
        self._looking = Looking(task["descriptors"])
        self._seen: dict[str, Any] = {"opened": {}, "workers": [], "master": None}
        namespace = runpy.run_path(task["recipe"])
        self._experiment = namespace[task["experiment"]]()
        self._experiment.at = SimpleNamespace(**task["at"])
        self._note("import")
        if self._has("prepare"):
            self._looking.leave_out(self._experiment.prepare)

    def run(self) -> None:
        """All steps of the stage, the fork, and the master's own call afterwards."""
        made = self._made()
        if self._task["stage"] in ("alone", "released"):
            self._unforked(made)
        inherited, tasks = self._looking.descriptors(), self._looking.tasks()
        gate = os.pipe()
        started = [self._fork(number, made, inherited, tasks, gate) for number in range(WORKERS)]
        os.close(gate[0])
        os.close(gate[1])  # now all begin at once: what they share, they use at one time
        self._seen["workers"] = collected(started, self._task["deadline"])
        self._seen["master"] = {"outcome": "hangs", "detail": ""}
        write(self._task, self._seen)
        faulthandler.dump_traceback_later(self._task["deadline"], exit=True)
        self._seen["master"] = answers(self._experiment, made, "m", 1) if self._has("work") else None
        write(self._task, self._seen)
        os._exit(0)  # how the master's own objects end is nobody's question

    def _unforked(self, made: Any) -> NoReturn:
        """What is shown without workers: the calls of one process, and what a release leaves open."""
        if self._task["stage"] == "alone":
            calls = min(2, self._task["rounds"])
            self._seen["workers"] = [answers(self._experiment, made, self._task["alone"], calls)]
        write(self._task, self._seen)
        os._exit(0)

    def _made(self) -> Any:
        stage, experiment = self._task["stage"], self._experiment
        builds = stage.startswith(("repair_build_", "no_help_build_"))
        made = getattr(experiment, stage if builds else "build")()
        self._note("build")
        if stage != "built" and self._has("use"):
            experiment.use(made)
            self._note("use")
        if stage == "released":
            experiment.release(made)
            self._looking.settle()
            self._note("release")
        if "_in_master_" in stage:
            getattr(experiment, stage)(made)
            self._note("repair")
        return made

    def _has(self, step: str) -> bool:
        return hasattr(self._experiment, step)

    def _note(self, step: str) -> None:
        self._seen["opened"][step] = self._looking.new()

    def _fork(
        self, number: int, made: Any, inherited: dict[int, Any], tasks: set[int], gate: tuple[int, int]
    ) -> tuple[int, int, str]:
        reading, writing = os.pipe()
        where = f"{self._task['answer']}.{number}"
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            os.close(writing)
            return pid, reading, where
        os.close(reading)
        _wait(gate)
        told = Worker(self._task, self._experiment, self._looking, number).work(made, inherited, tasks, where)
        os.write(writing, json.dumps(told).encode())
        os.close(writing)
        sys.exit(0)


def _wait(gate: tuple[int, int]) -> None:
    """Until nobody holds its other end any more."""
    reading, writing = gate
    os.close(writing)
    os.read(reading, 1)
    os.close(reading)
