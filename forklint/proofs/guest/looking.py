"""What is open in this process, and what was before the recipe was read."""

from __future__ import annotations

import os
import re
import runpy
import threading
import time
from typing import Any

SETTLING = 0.5
"""Seconds that the system is given to end a thread that was joined."""


class Looking:
    """Looks with the probe's own eyes: the file of the agent's that `descriptors` names."""

    def __init__(self, descriptors: str) -> None:
        self._look = runpy.run_path(descriptors)
        self._descriptors, self._tasks = self.descriptors(), self.tasks()

    def descriptors(self) -> dict[int, Any]:
        """Number -> identity of what is open now."""
        found: dict[int, Any] = self._look["identities"]()
        return found

    def tasks(self) -> set[int]:
        """Native threads that are there now."""
        found: set[int] = self._look["tasks"]()
        return found

    def leave_out(self, step: Any) -> None:
        """Do something; what it opens counts as open before."""
        descriptors, tasks = self.descriptors(), self.tasks()
        step()
        self._descriptors.update(self.descriptors().items() - descriptors.items())
        self._tasks |= self.tasks() - tasks

    def new(self) -> dict[str, list[str]]:
        """What is open now and was not before, as the system calls it."""
        tasks = self.tasks() - self._tasks
        names = {thread.native_id: thread.name for thread in threading.enumerate()}
        threads = [names.get(task) or f"{self._look['task_name'](task)} (native)" for task in sorted(tasks)]
        return {"descriptors": self.named(self.descriptors()), "threads": threads}

    def named(self, descriptors: dict[int, Any]) -> list[str]:
        """Those of these descriptors that were not open before."""
        return [_name(one) for one, known in descriptors.items() if self._descriptors.get(one) != known]

    def settle(self) -> None:
        """Python has joined a thread before the system has ended it."""
        until = time.monotonic() + SETTLING
        while self.tasks() - self._tasks and time.monotonic() < until:
            time.sleep(0.01)


def _name(number: int) -> str:
    try:
        link = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        return "descriptor"
    found = re.match(r"(?:anon_inode:\[?)?(\w+)", link)
    return link if link.startswith("/") else found.group(1) if found else link
