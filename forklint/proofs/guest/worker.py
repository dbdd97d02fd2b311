"""What a worker does: a remedy, its calls, and a last look at what it holds."""

from __future__ import annotations

import faulthandler
import signal
from typing import Any

from .looking import Looking
from .words import LONGEST, failed

Told = dict[str, Any]
LATER = 10
"""Seconds after its deadline at which a worker ends even where nobody ends it."""


class Worker:
    """One of them, after the fork."""

    def __init__(self, task: dict[str, Any], experiment: Any, looking: Looking, number: int) -> None:
        self._task, self._experiment, self._looking, self._number = task, experiment, looking, number
        self._watching: set[int] = set()

    def work(self, made: Any, inherited: dict[int, Any], tasks: set[int], where: str) -> Told:
        """All of it; `inherited` and `tasks` are the master's at the fork, `where` takes the stack of a hang."""
        signal.alarm(int(self._task["deadline"]) + LATER)  # the master may be gone
        before = self._looking.tasks()
        faulthandler.dump_traceback_later(max(self._task["deadline"] - 1, 0.5), file=open(where, "w"))
        self._watching = self._looking.tasks() - before
        ours = self._looking.descriptors()
        told = self._repaired(made)
        if told["outcome"] == "right" and hasattr(self._experiment, "work"):
            told = answers(self._experiment, made, f"w{self._number}", self._task["rounds"])
        faulthandler.cancel_dump_traceback_later()
        return {**told, **self._held(ours, inherited, tasks)}

    def _repaired(self, made: Any) -> Told:
        try:
            if "_in_worker_" in self._task["stage"]:
                getattr(self._experiment, self._task["stage"])(made)
        except BaseException as error:
            return failed(error)
        return {"outcome": "right", "detail": ""}

    def _held(self, ours: dict[int, Any], inherited: dict[int, Any], tasks: set[int]) -> Told:
        now = self._looking.descriptors()
        alive = self._looking.tasks() - self._watching  # which is there for a moment after it was told to end
        shared = self._looking.named({one: known for one, known in inherited.items() if now.get(one) == known})
        return {
            "connections": [name for name in shared if name == "socket"],
            "lost": len(tasks) - 1,
            "renewed": len(alive) > 1 or any(ours.get(one) != known for one, known in now.items()),
        }


def answers(experiment: Any, made: Any, who: str, rounds: int) -> Told:
    """What the calls of one process give, up to the first that goes wrong."""
    for number in range(rounds):
        token = f"{who}r{number}"
        try:
            answer = experiment.work(made, token)
            expected = experiment.expected(token) if hasattr(experiment, "expected") else token
        except BaseException as error:
            return failed(error)
        if answer != expected:
            return {"outcome": "wrong", "detail": f"{expected!r} asked, {answer!r} answered"[:LONGEST]}
    return {"outcome": "right", "detail": f"{rounds} calls"}
