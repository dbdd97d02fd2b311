"""Runs one master from its start to its end, and keeps every deadline; what it says is collected in a `Record`."""

from __future__ import annotations

import os
import select
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psutil

from forklint.errors import CouldNotLook
from forklint.probe.channel import NOBODY, Channel
from forklint.probe.drivers.driver import Driver
from forklint.probe.household import Household
from forklint.probe.launch import Lines, diagnosis_signal, start, tell
from forklint.probe.output import Output
from forklint.probe.record import Record, Worker
from forklint.probe.request import ProbeRequest

START_SECONDS = 20.0
"""Until the interpreter has started the agent."""
LOOK_SECONDS = 30.0
"""That our own look may take in a worker; it grows with the application, and with the machine's other work."""
FAILING_SECONDS = 2.0
"""From the word that the load has failed until the master has ended, or has told the exception's text."""
OUTPUT_LINES = 12
_TICK = 0.05
_SETTLE_SECONDS = 0.1
_DIAGNOSIS_SECONDS = 0.4
_QUIET_SECONDS = 0.05


Types = dict[str, Any]
"""What the facts say of a type at run time, by its public name."""


@dataclass(frozen=True, slots=True)
class Run:
    """One master, from start to end."""

    record: Record
    status: int | None
    """Exit status of the master's process where it ended by itself; negative for a signal."""
    looked: bool
    """Whether everything was there to be looked at, or as much as a deadline allowed."""
    late: str
    """The stage whose deadline passed, `exec` where the master became another program; empty for neither."""
    stopped: tuple[int, ...]
    """Processes that were stopped when the deadline passed, so that they could not answer."""
    diagnoses: dict[int, str]
    """Process id -> where it stood when it crashed or was asked, as `faulthandler` writes it."""
    output: tuple[str, ...]
    """The last lines that the application printed."""
    printed: str
    """The same and what came before, as it is."""
    left: tuple[int, ...]
    """Processes that could not be ended."""
    seconds: float

    @property
    def diagnosis(self) -> str:
        """Where the processes stood, one after the other."""
        return "\n".join(self.diagnoses.values())

    def diagnosis_of(self, pid: int) -> str:
        """Where one process stood."""
        return self.diagnoses.get(pid) or self.diagnoses.get(NOBODY, "")


class Visitor(Protocol):
    """Looks while our copies of the descriptors are open."""

    def reported(self, record: Record) -> None:
        """The workers have said all; they still live."""

    def left(self, record: Record) -> None:
        """The workers have ended; the master still lives."""


def run(request: ProbeRequest, driver: Driver, types: Iterable[Types], lines: Lines, visitor: Visitor) -> Run:
    """Start a master, listen to it, end everything that it started.

    `types` is what the agent needs to know of types, in pieces: they are made while the application loads, one at a
    time, so that what the agent says meanwhile is heard.

    Raises CouldNotLook where the master cannot be started.
    """
    began = time.monotonic()
    with (
        _folder() as folder,
        closing(Channel(folder)) as channel,
        closing(Household(folder, Path(folder).name)) as household,
        closing(Output(household.output)) as output,
        closing(Record()) as record,
    ):
        meanwhile = _Meanwhile(types, folder)
        meanwhile.step()  # the keeper takes its time to start, too
        start(household, request, driver, channel, lines, folder)
        supervised = _Supervised(request, driver, channel, household, output, record, meanwhile)
        supervised.listen(visitor)
        supervised.end()
        return supervised.told(time.monotonic() - began)


def _folder() -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix="forklint-", ignore_cleanup_errors=True)
    except OSError as error:
        what = f"no temporary folder can be made: {error.strerror}"
        raise CouldNotLook(what, "Make room, or name a folder that can be written to in TMPDIR.") from error


class _Meanwhile:
    """What is gathered for the agent while the application loads."""

    def __init__(self, types: Iterable[Types], folder: str) -> None:
        self._pieces = iter(types)
        self._folder = folder
        self._known: Types = {}
        self._over = False

    def step(self) -> bool:
        """Gather one more piece; False where there was none left."""
        piece = None if self._over else next(self._pieces, None)
        if piece is not None:
            self._known.update(piece)
        elif not self._over:
            self._over = True
            tell(self._folder, self._known)
        return not self._over


class _Supervised:
    """A running master."""

    def __init__(
        self,
        request: ProbeRequest,
        driver: Driver,
        channel: Channel,
        household: Household,
        output: Output,
        record: Record,
        meanwhile: _Meanwhile,
    ) -> None:
        self._request, self._driver, self._channel = request, driver, channel
        self._household, self._output, self._record, self._meanwhile = household, output, record, meanwhile
        self._late = ""
        self._looked = False
        self._command: list[str] = []
        self._stopped: tuple[int, ...] = ()
        self._status: int | None = None

    def listen(self, visitor: Visitor) -> None:
        """Until everything is known, the master has died, or a deadline has passed."""
        known = self._until(lambda: bool(self._record.hello), "start", START_SECONDS)
        self._command = _command(self._record.master_pid)
        known = known and self._until(lambda: bool(self._record.master), "load", self._request.load_timeout)
        known = known and self._until(self._all_reported, "workers", self._request.timeout)
        if (known or self._late == "workers") and self._record.reported():
            self._looked = True
            visitor.reported(self._record)
            self._let_leave()
            self._settle()
            visitor.left(self._record)

    def end(self) -> None:
        """Nothing stays. A server may remove its files first."""
        self._status = self._household.status
        if not self._late and self._status is None and self._driver.grace:
            self._household.ask()
            self._turns(self._driver.grace, lambda: self._household.status is not None)
        self._household.close()
        self._turn(0)
        while self._output.read():
            pass

    def told(self, seconds: float) -> Run:
        """What came of it."""
        diagnoses = {pid: data.decode("utf-8", "replace") for pid, data in self._channel.diagnoses.items()}
        return Run(
            record=self._record,
            status=self._status,
            looked=self._looked,
            late=self._late,
            stopped=self._stopped,
            diagnoses=diagnoses,
            output=tuple(self._output.last_lines(OUTPUT_LINES)),
            printed=self._output.text,
            left=self._household.left,
            seconds=seconds,
        )

    def _until(self, done: Callable[[], bool], stage: str, seconds: float) -> bool:
        """Listen until something is so; False where the master ended first or the time was up."""
        began = time.monotonic()
        while not done():
            if self._ended() or self._became_another():
                return done()
            if time.monotonic() > self._deadline(stage, began, seconds):
                self._late = self._late or stage
                self._diagnose()
                return False
            self._turn(0 if self._meanwhile.step() else _TICK)
        return True

    def _deadline(self, stage: str, began: float, seconds: float) -> float:
        """A master whose load has failed has little left to do; workers may take their time as long as they move."""
        if stage == "workers":
            return self._record.since + self._patience(seconds)
        failing = stage == "load" and self._record.failures
        return min(began + seconds, self._record.since + FAILING_SECONDS) if failing else began + seconds

    def _turn(self, seconds: float = _TICK) -> None:
        """Wait a moment for something to arrive, and take it in."""
        waiting: list[Channel | Household | Output] = [self._channel]
        waiting += [self._household] if self._household.open else []
        waiting += [self._output] if self._output.open else []
        ready = select.select(waiting, [], [], seconds)[0]
        if self._output in ready:
            self._output.read()
        if self._household in ready:
            self._household.hear()
        for message in self._channel.messages():
            self._record.hear(message)

    def _turns(self, seconds: float, enough: Callable[[], bool] = lambda: False) -> None:
        until = time.monotonic() + seconds
        while not enough() and (left := until - time.monotonic()) > 0:
            self._turn(min(left, _TICK))

    def _ended(self) -> bool:
        """Whether the master is dead; what it said before is taken in."""
        if self._status is None and self._household.status is not None:
            self._status = self._household.status
            self._turn(0)
        return self._status is not None or not self._household.open

    def _became_another(self) -> bool:
        """Whether the master was about to become another program, and has."""
        if self._record.at(self._record.master_pid).ending.get("event") == "os.exec":
            now = _command(self._record.master_pid)
            self._late = "exec" if now and now != self._command else self._late
        return self._late == "exec"

    def _patience(self, seconds: float) -> float:
        """More for a worker that loads the application, as its master does not preload; and for our own look."""
        stages = {worker.stage for worker in self._record.workers.values()}
        if "load" in stages:
            return self._request.load_timeout
        return max(seconds, LOOK_SECONDS) if "look" in stages else seconds

    def _all_reported(self) -> bool:
        """Not every master tells of a worker's end. What a dead worker has said is taken in before it is given up."""
        known = list(self._record.workers.values())
        dead = [worker for worker in known if not worker.tried and _has_left(worker)]
        if dead:
            self._turn()
        gone = [worker for worker in dead if not worker.tried]
        return len(self._record.reported()) + len(gone) >= self._request.workers

    def _let_leave(self) -> None:
        """Workers end as real ones do."""
        workers = self._record.reported()
        self._turns(self._driver.pause)
        for worker in workers:
            _signal(worker.pid, self._driver.leave)
        self._until(lambda: all(map(_has_left, workers)), "leave", self._request.timeout)

    def _settle(self) -> None:
        """What the workers' end did to a peer needs a moment to arrive."""
        if self._record.copies:
            self._turns(_SETTLE_SECONDS)

    def _diagnose(self) -> None:
        """Ask everyone who has not finished where it stands. What is said from now on is no news."""
        self._record.final = True
        if self._late == "start":
            return
        workers = [worker.pid for worker in self._record.workers.values() if not _has_left(worker)]
        asked = [*workers, *([self._record.master_pid] if self._late != "leave" else [])]
        self._stopped = tuple(pid for pid in asked if _is(pid, psutil.STATUS_STOPPED))
        for pid in asked:
            _signal(pid, diagnosis_signal())
            self._turns(_DIAGNOSIS_SECONDS, _Answered(self._channel, pid))


class _Answered:
    """Whether a process has said where it stands, and nothing more for a moment: it answers in pieces."""

    def __init__(self, channel: Channel, pid: int) -> None:
        self._channel, self._pid = channel, pid
        self._before, self._length, self._since = self._now(), self._now(), time.monotonic()

    def __call__(self) -> bool:
        length = self._now()
        if length != self._length:
            self._length, self._since = length, time.monotonic()
        return length != self._before and time.monotonic() - self._since > _QUIET_SECONDS

    def _now(self) -> int:
        return len(self._channel.diagnoses.get(self._pid, b""))


def _command(pid: int) -> list[str]:
    try:
        return psutil.Process(pid).cmdline() if pid else []
    except psutil.Error:
        return []


def _has_left(worker: Worker) -> bool:
    return worker.status is not None or not psutil.pid_exists(worker.pid) or _is(worker.pid, psutil.STATUS_ZOMBIE)


def _is(pid: int, status: str) -> bool:
    try:
        return bool(psutil.Process(pid).status() == status)
    except psutil.Error:
        return False


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except OSError:
        return
