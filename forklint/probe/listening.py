"""Taking in what the agents say, what the application prints, and what the keeper tells: a moment at a time."""

from __future__ import annotations

import contextlib
import select
import time
from collections.abc import Callable, Sequence
from typing import Any

from forklint.probe.channel import Channel
from forklint.probe.household import Household
from forklint.probe.launch import diagnosis_signal, tell
from forklint.probe.output import Output
from forklint.probe.processes import send
from forklint.probe.record import Record

TICK = 0.05
_DIAGNOSIS_SECONDS = 0.4
_QUIET_SECONDS = 0.05
Types = dict[str, Any]
"""What the facts say of a type at run time, by its public name."""
Knowledge = Callable[[Sequence[str]], Types]
"""The types of these top-level packages and modules."""


class Listening:
    """All ends of one probe."""

    def __init__(self, channel: Channel, household: Household, output: Output, record: Record) -> None:
        self.channel, self.household, self.output, self.record = channel, household, output, record

    def turn(self, seconds: float = TICK) -> None:
        """Wait a moment for something to arrive, and take it in."""
        waiting: list[Channel | Household | Output] = [self.channel]
        waiting += [self.household] if self.household.open else []
        waiting += [self.output] if self.output.open else []
        ready = select.select(waiting, [], [], seconds)[0]
        if self.output in ready:
            self.output.read()
        if self.household in ready:
            self.household.hear()
        for message in self.channel.messages():
            self.record.hear(message)

    def turns(self, seconds: float, enough: Callable[[], bool] = lambda: False) -> None:
        """As many as fit into this time, until it is enough."""
        until = time.monotonic() + seconds
        while not enough() and (left := until - time.monotonic()) > 0:
            self.turn(min(left, TICK))

    def ask(self, pid: int) -> None:
        """Have a process say where it stands."""
        send(pid, diagnosis_signal())
        self.turns(_DIAGNOSIS_SECONDS, _Answered(self.channel, pid))


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


class Answer:
    """What the agent is told of types, once: when it asks, which it does with all that the application has imported."""

    def __init__(self, knowledge: Knowledge, folder: str) -> None:
        self._knowledge, self._folder = knowledge, folder
        self._given = False

    def give(self, record: Record) -> None:
        """Answer, if there is an open question."""
        if record.asked is not None and not self._given:
            self._given = True
            with contextlib.suppress(OSError):  # the application may have removed the folder: then it is not told
                tell(self._folder, self._knowledge(record.asked))
