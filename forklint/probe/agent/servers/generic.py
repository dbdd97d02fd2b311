"""No server in particular: import the entry, run at-fork handlers, fork. What every preloading server does."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from _forklint_agent import entry

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent


def run(agent: Agent) -> None:
    """Be the master of the entry, with workers that look and leave."""
    agent.baseline()
    with agent.loading(agent.settings["entry"]["module"]):
        application = entry.load(agent.settings, agent.window)
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
    del application  # kept until here: a server holds it as long as it lives


def _work(agent: Agent) -> None:
    """Leave as real workers do: through `sys.exit`, with finalizers and exit handlers."""
    agent.worker()
    agent.stage("leave")
    sys.exit(0)
