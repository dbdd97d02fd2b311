"""A running master: one stage after the other, each with its deadline."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from forklint.probe.drivers.driver import Driver
from forklint.probe.listening import Answer, Listening
from forklint.probe.processes import command_of, has_left, is_stopped, send
from forklint.probe.record import Record
from forklint.probe.request import ProbeRequest
from forklint.probe.run import Run

START_SECONDS = 20.0
"""Until the interpreter has started the agent."""
LOOK_SECONDS = 30.0
"""That our own look may take in a worker; it grows with the application, and with the machine's other work."""
FAILING_SECONDS = 2.0
"""From the word that the load has failed until the master has ended, or has told the exception's text."""
OUTPUT_LINES = 12
_SETTLE_SECONDS = 0.1


class Visitor(Protocol):
    """Looks while our copies of the descriptors are open."""

    def reported(self, record: Record) -> None:
        """The workers have said all; they still live."""

    def left(self, record: Record) -> None:
        """The workers have ended; the master still lives."""


class Supervised:
    """A running master."""

    def __init__(self, request: ProbeRequest, driver: Driver, ends: Listening, answer: Answer) -> None:
        self._request, self._driver, self._ends, self._answer = request, driver, ends, answer
        self._record, self._household = ends.record, ends.household
        self._late = ""
        self._looked = False
        self._command: list[str] = []
        self._stopped: tuple[int, ...] = ()
        self._status: int | None = None

    def listen(self, visitor: Visitor) -> None:
        """Until everything is known, the master has died, or a deadline has passed."""
        known = self._until(lambda: bool(self._record.hello), "start", START_SECONDS)
        self._command = command_of(self._record.master_pid)
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
            self._ends.turns(self._driver.grace, lambda: self._household.status is not None)
        self._household.close()
        self._ends.turn(0)
        while self._ends.output.read():
            pass

    def told(self, seconds: float) -> Run:
        """What came of it."""
        diagnoses = {pid: data.decode("utf-8", "replace") for pid, data in self._ends.channel.diagnoses.items()}
        return Run(
            record=self._record,
            status=self._status,
            looked=self._looked,
            late=self._late,
            stopped=self._stopped,
            diagnoses=diagnoses,
            output=tuple(self._ends.output.last_lines(OUTPUT_LINES)),
            printed=self._ends.output.text,
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
            self._ends.turn()
            self._answer.give(self._record)
        return True

    def _deadline(self, stage: str, began: float, seconds: float) -> float:
        """A master whose load has failed has little left to do; workers may take their time as long as they move."""
        if stage == "workers":
            return self._record.since + self._patience(seconds)
        failing = stage == "load" and self._record.failures
        return min(began + seconds, self._record.since + FAILING_SECONDS) if failing else began + seconds

    def _ended(self) -> bool:
        """Whether the master is dead; what it said before is taken in."""
        if self._status is None and self._household.status is not None:
            self._status = self._household.status
            self._ends.turn(0)
        return self._status is not None or not self._household.open

    def _became_another(self) -> bool:
        """Whether the master was about to become another program, and has."""
        if self._record.at(self._record.master_pid).ending.get("event") == "os.exec":
            now = command_of(self._record.master_pid)
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
        dead = [worker for worker in known if not worker.tried and has_left(worker)]
        if dead:
            self._ends.turn()
        gone = [worker for worker in dead if not worker.tried]
        return len(self._record.reported()) + len(gone) >= self._request.workers

    def _let_leave(self) -> None:
        """Workers end as real ones do."""
        workers = self._record.reported()
        self._ends.turns(self._driver.pause)
        for worker in workers:
            send(worker.pid, self._driver.leave)
        self._until(lambda: all(map(has_left, workers)), "leave", self._request.timeout)

    def _settle(self) -> None:
        """What the workers' end did to a peer needs a moment to arrive."""
        if self._record.copies:
            self._ends.turns(_SETTLE_SECONDS)

    def _diagnose(self) -> None:
        """Ask everyone who has not finished where it stands. What is said from now on is no news."""
        self._record.final = True
        if self._late == "start":
            return
        workers = [worker.pid for worker in self._record.workers.values() if not has_left(worker)]
        asked = [*workers, *([self._record.master_pid] if self._late != "leave" else [])]
        self._stopped = tuple(filter(is_stopped, asked))
        for pid in asked:
            self._ends.ask(pid)
