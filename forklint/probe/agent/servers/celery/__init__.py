"""Celery: the real worker, up to its prefork pool, in this process.

The pool is billiard's and Celery's own, with the signals that the application connects to. Nothing is taken from the
broker: a worker that is started to be looked at, and killed, must not run anybody's task. So no broker is needed
either. https://docs.celeryq.dev/en/stable/userguide/workers.html
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from .arguments import command_line
from .forks import Forks

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent
    from forklint.probe.agent.servers.once import Once

QUIET = "the worker's consumer is not started: no broker was asked for, and no task was taken or run"


def run(agent: Agent) -> None:
    """Be `celery -A ENTRY worker`; the load ends where the pool forks for the first time."""
    from _forklint_agent.servers.once import Once

    once = Once(agent)
    forks = Forks(agent, once)
    try:
        _work(agent, once, forks)
    except BaseException as error:
        if forks.watching:
            once.fail("load", error)
        raise


def _work(agent: Agent, once: Once, forks: Forks) -> None:
    from .loading import command

    words, left_out = command_line(agent.settings)
    sys.argv = ["celery", *words]
    celery = command(agent, once, forks)
    agent.baseline()
    agent.stage("load", agent.settings["entry"]["text"])
    agent.ledger.enter("")
    agent.wire.send("note", text=QUIET)
    if left_out:
        agent.wire.send("note", text=f"left out of the worker's arguments: {', '.join(left_out)}")
    celery.main(args=words, standalone_mode=False)
