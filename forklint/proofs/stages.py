"""One stage of an experiment: a fresh process with a deadline, in a folder of its own; nothing of it stays."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from forklint.errors import CouldNotLook
from forklint.proofs.recipe import Experiment

HERE = Path(__file__).parent
GUEST = HERE / "guest"
DESCRIPTORS = HERE.parent / "probe" / "agent" / "descriptors.py"
"""The probe's own eyes: what is open is told by the same code."""
BUILDING_SECONDS = 40.0
"""For importing, building and using: heavy libraries take their time."""
NAMING_SECONDS = 60.0
_LATER = 5
"""Seconds after its deadline at which a guest ends by itself: whoever should have ended it is gone."""
_LINES = 6


@dataclass(frozen=True, slots=True)
class Setting:
    """Where experiments run."""

    python: str
    """Interpreter that has the library."""
    at: Mapping[str, Any] = field(default_factory=dict)
    """The server: `host`, `port`, `user`, `password`, `database`, and what else it has."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a process got for its calls."""

    outcome: str
    """`right`, `wrong` (another call's answer), `error`, `hangs`, `died`."""
    detail: str = ""
    connections: int = 0
    """Sockets of the master's that it has still open."""
    lost: int = 0
    """Threads of the master's that it does not have."""
    renewed: bool = False
    """It has opened or started something of its own."""
    exit: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What was there after a step and not before the recipe was read."""

    descriptors: tuple[str, ...]
    threads: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.descriptors or self.threads)


@dataclass(frozen=True, slots=True)
class Shown:
    """One stage."""

    opened: dict[str, Opened]
    """Step (`import`, `build`, `use`, `release`, `repair`) -> what was open after it."""
    workers: tuple[Outcome, ...]
    master: Outcome | None
    """The master's own call, after the workers have ended; None where the experiment has none."""


def stage(experiment: Experiment, name: str, setting: Setting) -> Shown:
    """Run one stage. Raises CouldNotLook where it did not come to its workers."""
    task: dict[str, Any] = {"stage": name, "experiment": experiment.name, "recipe": str(experiment.recipe)}
    task |= {"at": dict(setting.at), "deadline": experiment.deadline, "rounds": experiment.rounds}
    task |= {"alone": experiment.alone}
    told = _run(task, f"the experiment {experiment.id}", BUILDING_SECONDS + 2 * experiment.deadline, setting.python)
    opened = {step: Opened(tuple(at["descriptors"]), tuple(at["threads"])) for step, at in told["opened"].items()}
    workers = tuple(map(_outcome, told["workers"]))
    return Shown(opened, workers, _outcome(told["master"]) if told["master"] else None)


def existing(names: Sequence[str], python: str) -> dict[str, bool]:
    """Which of these names the installed libraries have. Raises CouldNotLook where that Python does not say so."""
    task = {"stage": "names", "names": list(names)}
    found: dict[str, bool] = _run(task, "the look for names", NAMING_SECONDS, python)["names"]
    return found


def _outcome(told: dict[str, Any]) -> Outcome:
    numbers = {"connections": len(told.get("connections", ())), "lost": int(told.get("lost", 0))}
    renewed, ended = bool(told.get("renewed", False)), str(told.get("exit", ""))
    return Outcome(told["outcome"], told["detail"], renewed=renewed, exit=ended, **numbers)


def _run(task: dict[str, Any], what: str, seconds: float, python: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="forklint-proof-", ignore_cleanup_errors=True) as folder:
        answer = Path(folder, "answer.json")
        task = {**task, "answer": str(answer), "descriptors": str(DESCRIPTORS), "longest": int(seconds) + _LATER}
        printed, in_time = _executed(task, seconds, python, folder)
        told: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8")) if answer.exists() else {}
    if told:
        return told
    why = "" if in_time else f" within {seconds:g} s"
    lines = "\n".join(printed.strip().splitlines()[-_LINES:])
    raise CouldNotLook(f"{what} did not come to its end{why} ({task['stage']})", lines)


def _executed(task: dict[str, Any], seconds: float, python: str, folder: str) -> tuple[str, bool]:
    """What it printed, and whether it ended by itself."""
    environment = {**os.environ, "TMPDIR": folder, "HOME": folder}
    pipe, joined = subprocess.PIPE, subprocess.STDOUT
    with open(Path(folder, "output"), "w+b") as output:  # noqa: PTH123 - a pipe would be held open by grandchildren
        process = subprocess.Popen(
            [python, str(GUEST)], stdin=pipe, stdout=output, stderr=joined, cwd=folder, env=environment,
            start_new_session=True,
        )  # fmt: skip
        in_time = True
        try:
            process.communicate(json.dumps(task).encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            in_time = False
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        output.seek(0)
        return output.read().decode("utf-8", "replace"), in_time
