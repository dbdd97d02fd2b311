"""Where the pool forks, and where its children end: billiard, with the agent at both."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent
    from forklint.probe.agent.servers.once import Once


class Forks:
    """Counts the children of the pool: one that takes the place of another has nothing new to show."""

    def __init__(self, agent: Agent, once: Once) -> None:
        self._agent = agent
        self._once = once
        self._started = False
        self._said = False
        self._count = 0
        self._living: dict[int, Any] = {}

    @property
    def watching(self) -> bool:
        """Whether what runs here and now matters: the load, or a worker on its way to the look."""
        if os.getpid() == self._agent.master:
            return self._count == 0
        return self._count <= self._workers and not self._said

    @property
    def _workers(self) -> int:
        workers: int = self._agent.settings["workers"]
        return workers

    def install(self) -> None:
        """Wrap the start of pools, and billiard's start and end of a child."""
        from billiard.pool import Worker
        from billiard.popen_fork import Popen
        from celery.concurrency.base import BasePool
        from celery.worker.worker import WorkController

        self._wrap(WorkController.Blueprint, "start", self._blueprint)
        self._wrap(BasePool, "start", self._start)
        self._wrap(Popen, "_launch", self._launch)
        self._wrap(Popen, "poll", self._poll)
        self._wrap(Worker, "after_fork", self._after_fork)

    def look_for_ends(self) -> None:
        """Take in the exit status of children that have ended, before the pool does."""
        for popen in list(self._living.values()):
            popen.poll()

    def _wrap(self, owner: Any, name: str, around: Any) -> None:
        original = getattr(owner, name)
        setattr(owner, name, lambda one, *more, **named: around(original, one, *more, **named))

    def _blueprint(self, original: Any, blueprint: Any, worker: Any) -> None:
        """Celery writes what is raised in here to its log, and stops. Its worker is reached from some applications."""
        self._agent.of_server = [worker]
        try:
            original(blueprint, worker)
        except BaseException as error:
            if self.watching:
                self._once.fail("the start of the worker", error)
            raise

    def _start(self, original: Any, pool: Any) -> Any:
        """Raises RuntimeError where this kind of pool forks nothing."""
        why = _forks_nothing(pool)
        if why:
            raise RuntimeError(f"{why}: nothing is forked, so nothing is shared")
        self._started = True
        return original(pool)

    def _launch(self, original: Any, popen: Any, process: Any) -> None:
        """In the child this does not return."""
        if not self._started or os.getpid() != self._agent.master:
            original(popen, process)  # the application's own
            return
        if not self._count:
            self._agent.ledger.leave()
        self._agent.fork_is_next()
        self._count += 1
        original(popen, process)
        if self._count <= self._workers:
            self._living[popen.pid] = popen
            self._agent.forked(popen.pid)

    def _poll(self, original: Any, popen: Any, *flags: Any, **named: Any) -> Any:
        code = original(popen, *flags, **named)
        if code is not None and os.getpid() == self._agent.master and self._living.pop(popen.pid, None):
            self._agent.ended(popen.pid, -code if code < 0 else code << 8)
        return code

    def _after_fork(self, original: Any, worker: Any) -> None:
        """All hooks run in here, and the handler that makes SIGTERM a normal end is set."""
        if not self.watching:
            original(worker)
            return
        try:
            original(worker)
        except BaseException as error:
            self._once.fail("the start of a worker", error)
            raise
        self._said = True
        self._agent.worker()


def _forks_nothing(pool: Any) -> str:
    from billiard import get_start_method
    from celery.concurrency.prefork import TaskPool

    kind = f"{type(pool).__module__}.{type(pool).__name__}"
    if not isinstance(pool, TaskPool):
        return f"the pool is {kind}, which runs tasks in the process that loads the application"
    if not pool.forking_enable or get_start_method() not in (None, "fork"):
        return "the pool starts its processes afresh (worker_pool_start_method)"
    return ""
