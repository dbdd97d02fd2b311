"""What a worker of the forkserver does: it looks, and is idle until it is asked to end."""

from __future__ import annotations

import select
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent

_wait = select.select
"""Kept from before the application could replace it by one that switches greenlets."""
_TURN = 0.02
_IDLE_TURNS = 3000
"""A minute: should nobody ask, forklint is gone."""
_agents: list[Agent] = []


def remember(agent: Agent) -> None:
    """In the forkserver: its workers find the agent here."""
    _agents.append(agent)


def work() -> None:
    """The target of a `Process`: handlers of both kinds of fork have run. It ends as a process of the library does."""
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: asked.append(number))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    for agent in _agents:
        agent.worker()
    for _ in range(_IDLE_TURNS):
        if asked:
            break
        _wait([], [], [], _TURN)
