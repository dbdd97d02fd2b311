"""In uWSGI's workers: after the fork, and when they are about to accept requests."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from _forklint_agent.servers.wording import in_words

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent

    from .imports import Imports

NOTHING = "uWSGI found no application: is the callable's name right?"
_HOOK = "post_fork_hook"


class Worker:
    """Made in the master; each worker has a copy."""

    def __init__(self, agent: Agent, imports: Imports, lazy: bool) -> None:
        self._agent = agent
        self._imports = imports
        self._lazy = lazy
        self._original: Any = None
        self.installed = False

    def install(self) -> None:
        """Right before the first fork: what the application has registered for its workers is called, and watched."""
        import uwsgi

        self.installed = True
        self._original = getattr(uwsgi, _HOOK, None)
        setattr(uwsgi, _HOOK, self._hook)

    def _hook(self) -> None:
        if not is_first():
            self._call()
            return
        self._agent.stage("postfork")
        self._watched()
        if self._lazy:
            self._agent.stage("load", self._agent.settings["entry"]["text"])
        else:
            self._agent.stage("start")

    def _call(self) -> None:
        if self._original is not None:
            self._original()

    def _watched(self) -> None:
        """What is raised here uWSGI prints, and goes on."""
        try:
            self._call()
        except Exception as error:
            why = in_words(error, self._agent.ledger.frames)
            self._agent.gap(f"a postfork function fails, and uWSGI goes on: {why}")
            raise
        except BaseException as error:
            self._agent.fail("postfork", error)
            raise

    def ready(self, *arguments: Any) -> bytes:
        """After all hooks, with the signal handlers of a worker; uWSGI wants an answer."""
        if self._lazy and not applications():
            self._imports.tell(LookupError(NOTHING))
            os._exit(1)
        tasks = self._tasks_of_master()
        if tasks:
            self._agent.wire.send("forked", worker=os.getpid(), tasks=tasks)
        self._agent.worker()
        return b"told"

    def _tasks_of_master(self) -> list[int]:
        """uWSGI's master executes no Python after it has forked; its native threads are seen from here."""
        try:
            return sorted(map(int, os.listdir(f"/proc/{self._agent.master}/task")))
        except OSError:
            return []


def applications() -> int:
    """How many have been loaded, here or in the master."""
    import uwsgi

    return max(len(worker["apps"]) for worker in uwsgi.workers())


def is_first() -> bool:
    """Whether this is a worker that stands in nobody's place: mules and spoolers are none."""
    import uwsgi

    number = uwsgi.worker_id()
    return bool(number) and uwsgi.workers()[number - 1]["respawn_count"] == 0
