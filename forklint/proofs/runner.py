"""Runs one stage of an experiment in a process of its own. Standard library only: it runs where the library is.

`PYTHON runner.py` reads the task as JSON on standard input and writes what was seen into the file that the task names:
what is open after each step, and what two workers and then the master get for an answer.
"""

from __future__ import annotations

import faulthandler
import importlib
import json
import os
import re
import runpy
import select
import signal
import sys
import threading
import time
from types import SimpleNamespace
from typing import Any

WORKERS = 2
SETTLING = 0.5
"""Seconds that the system is given to end a thread that was joined."""
LONGEST = 300
"""Characters of an exception's text, or of a wrong answer."""


def main() -> None:
    """Do what standard input says."""
    task = json.load(sys.stdin)
    sys.path.pop(0)  # forklint's own folder, whose modules nobody means
    if task["stage"] == "names":
        _write(task, {"names": {name: _exists(name) for name in task["names"]}})
        return
    Stage(task).run()


def _exists(name: str) -> bool:
    """Whether a dotted name is what some module has."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:length]))
        except Exception:
            continue
        try:
            for part in parts[length:]:
                found = getattr(found, part)
        except Exception:
            continue
        return True
    return False


class Stage:
    """One master, its steps, and its workers."""

    def __init__(self, task: dict[str, Any]) -> None:
        self._task = task
        self._look = runpy.run_path(task["descriptors"])
        self._before = self._now()
        self._seen: dict[str, Any] = {"opened": {}, "workers": [], "master": None}
        namespace = runpy.run_path(task["recipe"])
        self._experiment = namespace[task["experiment"]]()
        self._experiment.at = SimpleNamespace(**task["at"])
        self._note("import")
        if self._has("prepare"):
            self._prepare()

    def run(self) -> None:
        """All steps of the stage, the fork, and the master's own call afterwards."""
        made = self._made()
        inherited = self._now()
        _write(self._task, self._seen)
        started = [self._fork(number, made, inherited) for number in range(WORKERS)]
        self._seen["workers"] = _collected(started, self._task["deadline"])
        self._seen["master"] = {"outcome": "hangs", "detail": ""}
        _write(self._task, self._seen)
        faulthandler.dump_traceback_later(self._task["deadline"], exit=True)
        self._seen["master"] = self._answers(made, "m", 1) if self._has("work") else None
        _write(self._task, self._seen)
        os._exit(0)  # how the master's own objects end is nobody's question

    def _prepare(self) -> None:
        """What the experiment opens for itself counts as open before."""
        loaded = self._now()
        self._experiment.prepare()
        now, before = self._now(), self._before
        before["descriptors"].update(now["descriptors"].items() - loaded["descriptors"].items())
        before["tasks"] |= now["tasks"] - loaded["tasks"]

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
            self._settle()
            self._note("release")
        if "_in_master_" in stage:
            getattr(experiment, stage)(made)
            self._note("repair")
        return made

    def _settle(self) -> None:
        """Python has joined a thread before the system has ended it."""
        until = time.monotonic() + SETTLING
        while self._now()["tasks"] - self._before["tasks"] and time.monotonic() < until:
            time.sleep(0.01)

    def _has(self, step: str) -> bool:
        return hasattr(self._experiment, step)

    def _now(self) -> dict[str, Any]:
        return {"descriptors": self._look["identities"](), "tasks": self._look["tasks"]()}

    def _note(self, step: str) -> None:
        """What is open now and was not before."""
        now, before = self._now(), self._before
        numbers = [number for number, known in now["descriptors"].items() if before["descriptors"].get(number) != known]
        tasks = now["tasks"] - before["tasks"]
        names = {thread.native_id: thread.name for thread in threading.enumerate()}
        threads = [names.get(task) or f"{self._look['task_name'](task)} (native)" for task in sorted(tasks)]
        self._seen["opened"][step] = {"descriptors": [self._named(number) for number in numbers], "threads": threads}

    def _named(self, number: int) -> str:
        try:
            link = os.readlink(f"/proc/self/fd/{number}")
        except OSError:
            return "descriptor"
        found = re.match(r"(?:anon_inode:\[?)?(\w+)", link)
        return link if link.startswith("/") else found.group(1) if found else link

    def _fork(self, number: int, made: Any, inherited: dict[str, Any]) -> tuple[int, int, str]:
        reading, writing = os.pipe()
        where = f"{self._task['answer']}.{number}"
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            os.close(writing)
            return pid, reading, where
        os.close(reading)
        told = self._worker(number, made, inherited, where)
        os.write(writing, json.dumps(told).encode())
        os.close(writing)
        sys.exit(0)

    def _worker(self, number: int, made: Any, inherited: dict[str, Any], where: str) -> dict[str, Any]:
        faulthandler.dump_traceback_later(max(self._task["deadline"] - 1, 0.5), file=open(where, "w"))
        ours, stage = self._look["identities"](), self._task["stage"]
        told: dict[str, Any] = {"outcome": "right", "detail": ""}
        try:
            if "_in_worker_" in stage:
                getattr(self._experiment, stage)(made)
        except BaseException as error:
            told = _failed(error)
        if told["outcome"] == "right" and self._has("work"):
            told = self._answers(made, f"w{number}", self._task["rounds"])
        faulthandler.cancel_dump_traceback_later()
        now = self._look["identities"]()
        kept = [one for one, known in inherited["descriptors"].items() if now.get(one) == known]
        new = [one for one in kept if self._before["descriptors"].get(one) != inherited["descriptors"][one]]
        told["shares"] = [self._named(one) for one in new]
        told["connections"] = [name for name in told["shares"] if name == "socket"]
        alive = self._look["tasks"]()
        told["threads"] = len(alive)
        told["lost"] = len(inherited["tasks"]) - 1
        told["renewed"] = len(alive) > 1 or any(ours.get(one) != known for one, known in now.items())
        return told

    def _answers(self, made: Any, who: str, rounds: int) -> dict[str, Any]:
        for number in range(rounds):
            token = f"{who}r{number}"
            try:
                answer = self._experiment.work(made, token)
                expected = self._experiment.expected(token) if self._has("expected") else token
            except BaseException as error:
                return _failed(error)
            if answer != expected:
                return {"outcome": "wrong", "detail": f"{expected!r} asked, {answer!r} answered"[:LONGEST]}
        return {"outcome": "right", "detail": f"{rounds} calls"}


def _failed(error: BaseException) -> dict[str, Any]:
    try:
        text = str(error)
    except Exception:
        text = ""
    return {"outcome": "error", "detail": f"{type(error).__name__}: {text}"[:LONGEST]}


def _collected(started: list[tuple[int, int, str]], deadline: float) -> list[dict[str, Any]]:
    """What each worker tells; one that says nothing in time hangs, and is ended."""
    until = time.monotonic() + deadline
    told = {pid: b"" for pid, _, _ in started}
    open_ends = {reading: pid for pid, reading, _ in started}
    while open_ends and time.monotonic() < until:
        for reading in select.select(list(open_ends), [], [], 0.05)[0]:
            data = os.read(reading, 65536)
            told[open_ends[reading]] += data
            if not data:
                del open_ends[reading]
    soon = max(until, time.monotonic() + 1)  # one that has closed its end is ending
    return [_end(pid, told[pid], where, 0.0 if reading in open_ends else soon) for pid, reading, where in started]


def _end(pid: int, data: bytes, where: str, until: float) -> dict[str, Any]:
    status = _waited(pid, until)
    if data:
        found: dict[str, Any] = json.loads(data)
        found["exit"] = "hangs" if status is None else _said(status)
        return found
    if status is not None:
        return {"outcome": "died", "detail": _said(status), "exit": _said(status)}
    return {"outcome": "hangs", "detail": _standing(where), "exit": "hangs"}


def _said(status: int) -> str:
    if os.WIFSIGNALED(status):
        return signal.Signals(os.WTERMSIG(status)).name
    return f"status {os.WEXITSTATUS(status)}"


def _waited(pid: int, until: float) -> int | None:
    """Wait status; None for one that had to be killed."""
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return status
        if time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return None
        time.sleep(0.01)


def _standing(where: str) -> str:
    """The innermost lines of the hanging thread, as `faulthandler` saw them."""
    try:
        with open(where) as stream:
            lines = [line.strip() for line in stream if line.startswith("  File")]
    except OSError:
        return ""
    return "; ".join(re.sub(r'File ".*?([^/"]+/[^/"]+)", line (\d+) in (.*)', r"\1:\2 \3", line) for line in lines[:2])


def _write(task: dict[str, Any], seen: dict[str, Any]) -> None:
    with open(task["answer"] + ".part", "w") as stream:
        json.dump(seen, stream)
    os.replace(task["answer"] + ".part", task["answer"])


if __name__ == "__main__":
    main()
