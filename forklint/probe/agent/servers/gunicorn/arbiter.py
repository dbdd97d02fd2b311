"""gunicorn's arbiter, with the agent at the fork and at the end of each worker."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from gunicorn import arbiter

from .teller import Teller

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent

_HALTING = (arbiter.Arbiter.WORKER_BOOT_ERROR, arbiter.Arbiter.APP_LOAD_ERROR)


def probed_arbiter(agent: Agent, teller: Teller) -> type:
    """The class that gunicorn makes its arbiter of."""
    ends = Ends(agent)
    arbiter.os = ends
    Probed.agent, Probed.teller, Probed.ends = agent, teller, ends
    return Probed


class Probed(arbiter.Arbiter):  # type: ignore[misc]
    """Starts each worker once: one that would take the place of another has nothing new to show."""

    agent: Agent
    teller: Teller
    ends: Ends

    def spawn_worker(self) -> Any:
        """In the worker this call does not return: it ends through `sys.exit`."""
        if self.worker_age >= self.agent.settings["workers"]:
            return None
        with self.teller.during("the start of a worker"):
            pid = super().spawn_worker()
        self.agent.forked(pid)
        self.ends.is_worker(pid)
        return pid


class Ends:
    """The arbiter's `os`, in which a wait tells the supervisor how a worker ended, signal or status."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self._workers: set[int] = set()
        self._early: dict[int, int] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def waitpid(self, pid: int, options: int) -> tuple[int, int]:
        """As `os.waitpid`; but a worker that could not start does not end the arbiter: the others are looked at."""
        ended, status = os.waitpid(pid, options)
        if ended in self._workers:
            self._agent.ended(ended, status)
        elif ended:
            self._early[ended] = status
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) in _HALTING:
            status = 1 << 8
        return ended, status

    def is_worker(self, pid: int) -> None:
        """Tell of this child's end, which may have been waited for in a signal handler already."""
        self._workers.add(pid)
        if pid in self._early:
            self._agent.ended(pid, self._early.pop(pid))
