"""No server in particular: import the entry, run at-fork handlers, fork. What every preloading server does."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from _forklint_agent import entry

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
    with agent.loading(agent.settings["entry"]["module"]):
        agent.application = entry.load(agent.settings, agent.window)
    workers = []
    for _ in range(agent.settings["workers"]):
        agent.fork_is_next()
        worker = os.fork()
        if worker == 0:
            _work(agent)
        agent.forked(worker)
        workers.append(worker)
    for worker in workers:
        agent.ended(worker, os.waitpid(worker, 0)[1])
    agent.stage("done")
    _idle(lambda: False)  # ending runs exit handlers of the application, which only a worker's end shall run


def _work(agent: Agent) -> None:
    """Be idle until asked to end, then leave as real workers do: `sys.exit`, finalizers, exit handlers."""
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: asked.append(number))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    agent.worker()
    _idle(lambda: bool(asked))
    agent.stage("leave")
    sys.exit(0)


def _idle(enough: Callable[[], bool]) -> None:
    for _ in range(_IDLE_TURNS):
        if enough():
            return
        _wait([], [], [], _TURN)
