"""Runs one master from its start to its end, and keeps every deadline; what it says is collected in a `Record`."""

from __future__ import annotations

import os
import select
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import psutil

from forklint.probe import household
from forklint.probe.channel import Channel
from forklint.probe.drivers.driver import Driver
from forklint.probe.launch import Lines, diagnosis_signal, start
from forklint.probe.output import Output
from forklint.probe.record import Record, Worker
from forklint.probe.request import ProbeRequest

START_SECONDS = 20.0
"""Until the interpreter has started the agent."""
_TICK = 0.05
_DIAGNOSIS_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Run:
    """One master, from start to end."""

    record: Record
    status: int | None
    """Exit status of the master where it ended by itself; negative for a signal."""
    late: str
    """The stage whose deadline passed; empty where none did."""
    diagnosis: str
    """Where the processes stood when they crashed or were asked, as `faulthandler` writes it."""
    output: tuple[str, ...]
    """The last lines that the application printed."""
    seconds: float


class Visitor(Protocol):
    """Looks while our copies of the descriptors are open."""

    def reported(self, record: Record) -> None:
        """The workers have said all; they still live."""

    def left(self, record: Record) -> None:
        """The workers have ended; the master still lives."""


def run(request: ProbeRequest, driver: Driver, types: dict[str, Any], lines: Lines, visitor: Visitor) -> Run:
    """Start a master, listen to it, end everything that it started.

    Raises CouldNotLook where the master cannot be started.
    """
    began = time.monotonic()
    already = frozenset(child.pid for child in psutil.Process().children(recursive=True))
    with tempfile.TemporaryDirectory(prefix="forklint-", ignore_cleanup_errors=True) as folder, household.adopting():
        channel = Channel(folder)
        try:
            master = start(request, driver, channel, types, lines, folder)
            supervised = _Supervised(request, driver, channel, master)
            try:
                supervised.listen(visitor)
            finally:
                supervised.end(already)
            return supervised.told(time.monotonic() - began)
        finally:
            channel.close()


class _Supervised:
    """A running master."""

    def __init__(
        self, request: ProbeRequest, driver: Driver, channel: Channel, master: subprocess.Popen[bytes]
    ) -> None:
        assert master.stdout is not None  # noqa: S101 - `launch` makes it a pipe
        self._request, self._driver, self._channel, self._master = request, driver, channel, master
        self._output = Output(master.stdout)
        self._record = Record()
        self._late = ""
        self._status: int | None = None

    def listen(self, visitor: Visitor) -> None:
        """Until everything is known, the master has died, or a deadline has passed."""
        known = self._until(lambda: bool(self._record.hello), "start", START_SECONDS)
        known = known and self._until(lambda: bool(self._record.master), "load", self._request.load_timeout)
        known = known and self._until(self._all_reported, "workers", self._request.timeout)
        if self._record.reported():
            visitor.reported(self._record)
            self._let_leave()
            self._settle()
            visitor.left(self._record)

    def end(self, already: frozenset[int]) -> None:
        """Nothing stays."""
        if self._status is None:
            self._status = self._master.poll()
        grace = 0.0 if self._late or self._status is not None else self._driver.grace
        household.end(self._master.pid, self._channel.token, already, grace)
        self._master.wait()
        self._turn()
        self._output.read()
        self._output.close()
        self._record.close()

    def told(self, seconds: float) -> Run:
        """What came of it."""
        diagnosis = self._channel.diagnosis.decode("utf-8", "replace")
        lines = tuple(self._output.last_lines(12))
        return Run(self._record, self._status, self._late, diagnosis, lines, seconds)

    def _until(self, done: Callable[[], bool], stage: str, seconds: float) -> bool:
        """Listen until something is so; False where the master ended first or the time was up."""
        deadline = time.monotonic() + seconds
        while not done():
            if self._ended():
                return done()
            if stage == "workers":
                deadline = self._record.since + (self._request.load_timeout if self._loads_late() else seconds)
            if time.monotonic() > deadline:
                self._late = self._late or stage
                self._diagnose()
                return False
            self._turn()
        return True

    def _turn(self) -> None:
        """Wait a moment for something to arrive, and take it in."""
        waiting: list[Channel | Output] = [self._channel]
        if self._output.open:
            waiting.append(self._output)
        ready = select.select(waiting, [], [], _TICK)[0]
        if self._output in ready:
            self._output.read()
        for message in self._channel.messages():
            self._record.hear(message)

    def _ended(self) -> bool:
        """Whether the master is dead; what it said before is taken in."""
        if self._status is None and self._master.poll() is not None:
            self._status = self._master.returncode
            self._turn()
        return self._status is not None

    def _loads_late(self) -> bool:
        """Whether a worker is at loading the application: its master does not preload."""
        return any(worker.stage == "load" for worker in self._record.workers.values())

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
        self._settle(self._driver.pause)
        for worker in workers:
            _signal(worker.pid, self._driver.leave)
        self._until(lambda: all(map(_has_left, workers)), "leave", self._request.timeout)

    def _settle(self, seconds: float = 0.1) -> None:
        """What the workers' end did to a peer needs a moment to arrive."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._turn()

    def _diagnose(self) -> None:
        """Ask everyone who has not finished where it stands: one after the other, since each answers in pieces."""
        if not self._record.hello:
            return
        workers = [worker.pid for worker in self._record.workers.values() if worker.status is None]
        for pid in [self._record.master_pid] if self._late == "load" else workers:
            _signal(pid, diagnosis_signal())
            self._settle(_DIAGNOSIS_SECONDS)


def _has_left(worker: Worker) -> bool:
    return worker.status is not None or not _lives(worker.pid)


def _lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except OSError:
        return
