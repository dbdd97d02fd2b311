"""Inside the forkserver: its own `main` imports the list and forks; the agent hears of both."""

from __future__ import annotations

import os
from multiprocessing import forkserver
from typing import TYPE_CHECKING, Any

from _forklint_agent.servers.wording import in_words

from .work import remember

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent


class Preloading:
    """Stands in for two names that the module `multiprocessing.forkserver` uses: `__import__` and `os`."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self._entry: str = agent.settings["entry"]["module"]

    def begin(self) -> None:
        """Right before `multiprocessing.forkserver.main`."""
        self._agent.baseline()
        remember(self._agent)
        self._agent.stage("load", self._entry)
        self._agent.ledger.enter("")
        names: dict[str, Any] = vars(forkserver)
        names["__import__"] = self._import
        names["os"] = Forks(self._agent)

    def _import(self, name: str) -> Any:
        """The standard library passes over what cannot be imported; without the entry nothing is left to look at."""
        try:
            return __import__(name)
        except ImportError as error:
            if name != self._entry:
                why = in_words(error, self._agent.ledger.frames)
                self._agent.gap(f"the forkserver goes on without {name}, which is then imported in each worker: {why}")
                raise
            self._agent.fail("load", error)
            raise SystemExit(1) from error
        except BaseException as error:
            self._agent.fail("load", error)
            raise


class Forks:
    """`os` as the forkserver sees it: the same, but the agent looks before a fork and hears of ends."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self._count = 0
        self._workers: set[int] = set()

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def fork(self) -> int:
        """As `os.fork`."""
        if not self._count:
            self._agent.ledger.leave()
        self._count += 1
        self._agent.fork_is_next()
        worker = os.fork()
        if worker:
            self._workers.add(worker)
            self._agent.forked(worker)
        return worker

    def waitpid(self, which: int, options: int) -> tuple[int, int]:
        """As `os.waitpid`."""
        worker, status = os.waitpid(which, options)
        if worker in self._workers:
            self._agent.ended(worker, status)
        return worker, status
