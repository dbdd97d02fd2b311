"""No server in particular: import the entry, run at-fork handlers, fork. What every preloading server does."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]
import contextlib
import os
import select
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from _forklint_agent import entry
from _forklint_agent.endings import leave

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent

_wait = select.select
"""Kept from before the application could replace it by one that switches greenlets."""
_TURN = 0.02
_IDLE_TURNS = 3000
"""A minute: should nobody ask, forklint is gone."""


def run(agent: Agent) -> None:
    """Be the master of the entry, with workers that look and leave."""
    agent.baseline()
    try:
        with agent.loading(agent.settings["entry"]["module"]):
            agent.application = entry.load(agent)
    except BaseException:
        leave(1)  # all is told; neither a traceback nor an exit handler has anything to add
    workers = [_fork(agent) for _ in range(agent.settings["workers"])]
    for worker in workers:
        with contextlib.suppress(ChildProcessError):  # the application ignores its children's end
            agent.ended(worker, os.waitpid(worker, 0)[1])
    agent.stage("done")
    _idle(lambda: False)  # ending runs exit handlers of the application, which only a worker's end shall run


def _fork(agent: Agent) -> int:
    try:
        agent.fork_is_next()
        worker = os.fork()
    except BaseException as error:
        agent.fail("fork", error)
        leave(1)
    if worker == 0:
        _work(agent)
    agent.forked(worker)
    return worker


def _work(agent: Agent) -> None:
    """Be idle until asked to end, then leave as real workers do: `sys.exit`, finalizers, exit handlers."""
    asked: list[int] = []
    _signal.signal(_signal.SIGTERM, lambda number, frame: asked.append(number))
    _signal.pthread_sigmask(_signal.SIG_UNBLOCK, (_signal.SIGTERM,))
    agent.worker()
    _idle(lambda: bool(asked))
    agent.stage("leave")
    sys.exit(0)


def _idle(enough: Callable[[], bool]) -> None:
    for _ in range(_IDLE_TURNS):
        if enough():
            return
        _wait([], [], [], _TURN)
