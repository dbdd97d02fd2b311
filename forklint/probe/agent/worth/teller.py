"""What is said to the supervisor, in the words that it knows from the agent."""

from __future__ import annotations

import faulthandler
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from _forklint_agent.frames import Frames
from _forklint_agent.wire import Wire

from .kept import Kept


class Teller:
    """What of the agent is left where nothing is watched; it is forked along with the master."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.wire = Wire(settings["address"], settings["token"])

    def hello(self) -> None:
        """This process is here, and can be asked where it stands."""
        faulthandler.enable(file=self.wire.descriptor, all_threads=True)
        faulthandler.register(self.settings["signal"], file=self.wire.descriptor, all_threads=True, chain=False)
        version = ".".join(map(str, sys.version_info[:3]))
        self.wire.send("hello", python=version, platform=sys.platform, executable=sys.executable)

    def window(self, file: str) -> AbstractContextManager[None]:
        """Nothing is watched: neither a module nor a factory."""
        return nullcontext()

    def stage(self, stage: str, what: str = "") -> None:
        """Where it is, so that a hang or a death can be placed."""
        self.wire.send("stage", stage=stage, what=what)

    def master(self, **told: Any) -> None:
        """The master has come to its fork; what is known later is told again with all the rest."""
        self.wire.send("master", **told)

    def forked(self, worker: int) -> None:
        """There is a worker, which may never come to say a word."""
        self.wire.send("forked", worker=worker, tasks=[])

    def worker(self, **figures: Any) -> None:
        """All that a worker has to say."""
        self.wire.send("worker", **figures)
        self.wire.send("tried", notice=[])

    def ended(self, worker: int, status: int) -> None:
        """A worker has ended with this wait status."""
        self.wire.send("ended", worker=worker, status=status)

    def fail(self, stage: str, error: BaseException) -> None:
        """What went wrong; what it takes to describe it is imported only then."""
        from _forklint_agent import failure

        where = failure.where(error, Frames(self.settings["roots"]))
        self.wire.send("failed", stage=stage, address="", **where)
        self.wire.send("text", **failure.words(error))


def leave() -> None:
    """End this process without executing more of the application; what it printed may say why."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            pass
    Kept.leave(1)
