"""The agent: what a server's file calls at the right instants, in the master and in its workers."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from . import early, failure, inventory
from .audit import listen
from .diagnosis import Diagnosis
from .dropped import Dropped
from .endings import Endings
from .frames import Frames
from .ledger import Ledger
from .room import roomy
from .told import types
from .warned import ForkWarnings
from .windows import hear_threads, open_windows
from .wire import Wire


class Agent:
    """One probe's presence in a process; it is forked along with the master."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.wire = Wire(settings["address"], settings["token"])
        self.ledger = Ledger(Frames(settings["roots"]))
        self.endings = Endings(self.wire, self.ledger.frames)
        self._diagnosis = Diagnosis(self.wire, settings["signal"])
        self._dropped = Dropped(self._tell_dropped)
        self.master = os.getpid()
        self.worked = 0.0
        """Processor seconds of the load; the look at what a larger application made may take longer."""
        self.loops: list[str] = []
        """Paths of open event loops, as the last look in a worker found them."""
        self.application: Any = None
        """What the load gave: a factory's application may be reached through the server only."""
        self.of_server: list[Any] = []
        """Objects of the server's own, where the application may refer to them."""
        self._types: dict[str, Any] | None = None
        self._forks = 0
        self._forking = False
        """Whether the next fork is the server's."""
        self._file = ""
        self._warnings = ForkWarnings()
        self._started = time.monotonic()

    @classmethod
    def from_text(cls, text: str) -> Agent:
        """Made from the JSON that the supervisor passed."""
        return cls(json.loads(text))

    def serve(self) -> None:
        """Run the server that the settings name; returns only where that server's own main does."""
        name = self.settings["server"]
        __import__(f"{__package__}.servers.{name}")
        server: Any = sys.modules[f"{__package__}.servers.{name}"]
        roomy(server.run)(self)

    def baseline(self) -> None:
        """Before anything of the application is executed: what is open now is nobody's fault."""
        sys.path[:0] = [folder for folder in self.settings["path"] if folder not in sys.path]
        self._diagnosis.begin()
        version = ".".join(map(str, sys.version_info[:3]))
        self.wire.send("hello", python=version, platform=sys.platform, executable=sys.executable)
        if before := early.told():
            self.gap(before)
        listen(self.ledger, self.endings)
        hear_threads(self.ledger)
        self._diagnosis.keep()
        open_windows(self.ledger)
        self.endings.wrap()
        os.register_at_fork(after_in_child=self._in_child)
        self.ledger.standing = self._stand
        self.ledger.begin()
        self._follow()

    @contextlib.contextmanager
    def window(self, name: str) -> Iterator[None]:
        """Code of the application that is no import: a factory, a hook, a configuration file."""
        self.ledger.enter(name)
        try:
            yield
        finally:
            self.ledger.leave()

    @contextlib.contextmanager
    def loading(self, what: str) -> Iterator[None]:
        """The load: what goes wrong in it is told before the exception takes its way."""
        self.wire.send("stage", stage="load", what=what)
        try:
            with self.window(""):
                yield
        except BaseException as error:
            self.fail("load", error)
            raise

    def fail(self, stage: str, error: BaseException) -> None:
        """Tell what went wrong in a stage, the application's own frames first."""
        address = self.ledger.sought if issubclass(type(error), OSError) else ""
        self.wire.send("failed", stage=stage, address=address, **failure.where(error, self.ledger.frames))
        self.wire.send("text", **failure.words(error))

    def gap(self, text: str) -> None:
        """Something that this process could not look at."""
        self.wire.send("gap", text=text)

    def stage(self, stage: str, what: str = "") -> None:
        """Tell where this process stands, so that a hang or a death can be placed."""
        self.wire.send("stage", stage=stage, what=what)

    def fork_is_next(self) -> None:
        """In the master right before a fork. Only the first one is looked at."""
        if self.wire.silent:
            return
        self._forks += 1
        self._forking = True
        self._dropped.begin()
        self._quietly(self._warnings.begin)
        if self._forks == 1:
            seconds = time.monotonic() - self._started
            self.worked = time.process_time()
            self.ledger.look()
            told = inventory.of_master(self)
            if self.ledger.watch is not None:
                self.ledger.watch.close()
            for text in self.ledger.troubles:
                self.gap(f"the application kept the probe from looking everywhere while it loaded: {text}")
            self.wire.send("master", seconds=seconds, **told)
            self._send_descriptors([entry["number"] for entry in told["descriptors"]], "master")

    def forked(self, pid: int) -> None:
        """In the master right after a fork: native threads that are gone now are taken down by their library."""
        self._forking = False
        self._dropped.end()
        warned = self._quietly(self._warnings.end) or []
        self.wire.send("forked", worker=pid, warnings=warned, **inventory.after_fork(self))

    def worker(self) -> None:
        """In a worker, after all hooks: say what is here, then stop collecting."""
        self.ledger.active = False
        self._dropped.end()
        self._quietly(self._warnings.end)
        if self._forks > self.settings["workers"]:
            return  # one that the server started in place of another
        self.stage("look")
        try:
            self._tell()
        except Exception as error:
            self.fail("the look at a worker", error)
        self.stage("serving")

    def _tell(self) -> None:
        walks = inventory.Walks(self)
        told = inventory.of_worker(self, walks)
        self.wire.send("worker", **told)
        self._send_descriptors([entry["number"] for entry in told["descriptors"]], "worker")
        self.wire.send("tried", **inventory.tried(self, walks, told["descriptors"]))

    def ended(self, pid: int, status: int) -> None:
        """In the master: a worker has ended with this wait status."""
        self.wire.send("ended", worker=pid, status=status)

    def known_types(self) -> dict[str, Any]:
        """Facts on types that concern run time, of what is imported when this is asked first."""
        if self._types is None:
            self.wire.send("asked", modules=sorted({str(name).partition(".")[0] for name in list(sys.modules)}))
            self._types = types(self.settings["types"])
        return self._types

    def loaded_files(self) -> list[str]:
        """The application's files that have been imported."""
        modules = [held for held in list[Any](sys.modules.values()) if issubclass(type(held), ModuleType)]
        files = (vars(module).get("__file__") for module in modules)
        return sorted({file for file in files if isinstance(file, str) and self.ledger.frames.application(file)})

    def _quietly(self, step: Callable[[], Any]) -> Any:
        """A step that needs what the application may have replaced, and that nothing else depends on."""
        try:
            return step()
        except Exception:
            return None

    def _send_descriptors(self, numbers: list[int], owner: str) -> None:
        refused = self.wire.send_descriptors(numbers, owner)
        self.wire.send("sent", owner=owner, refused=refused)

    def _follow(self) -> None:
        """In a second load: lines and allocations. What it takes is imported only then."""
        if self.settings["windows"] or self.settings["objects"]:
            from .lines import Watch

            known = self.known_types() if self.settings["objects"] else None
            self.ledger.watch = Watch(self.ledger, self.settings["windows"], known)

    def _in_child(self) -> None:
        """A process that the application forked is not looked at, and says nothing."""
        if self._forking:
            self._forking = False
        else:
            self.wire.silent = True
            self.ledger.active = False

    def _stand(self, file: str) -> None:
        """Tell which of its modules the application executes: should it die there, nobody else can."""
        if file != self._file and file and self.ledger.frames.application(file):
            self._file = file
            self.wire.send("at", file=file)

    def _tell_dropped(self, error: BaseException, function: Any) -> None:
        told = failure.describe(error, self.ledger.frames)
        own = [f"{entry['file']}:{entry['line']}" for entry in told["frames"] if entry["application"]]
        name = getattr(function, "__qualname__", "a function")
        self.wire.send("dropped", function=str(name), type=told["type"], text=told["text"], place=own[-1:])
