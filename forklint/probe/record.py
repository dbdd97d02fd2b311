"""What the agents of one master said, collected."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass, field
from typing import Any

from forklint.probe.channel import Message

_ASIDE = ("ending", "gap", "note", "dropped")
"""Told while something is about to happen: it does not show that the process went on."""
_ANY_NUMBER = ("at", "forks", *_ASIDE)
"""Told as often as the application likes: a deadline must not wait for it."""


@dataclass
class Worker:
    """What is known of one worker."""

    pid: int
    seen: dict[str, Any] = field(default_factory=dict)
    """Its inventory; empty until it reported."""
    tried: dict[str, Any] = field(default_factory=dict)
    copies: dict[int, int] = field(default_factory=dict)
    """Its descriptor's number -> our copy."""
    sent: bool = False
    """All its descriptors have arrived."""
    status: int | None = None
    """Wait status, once it has ended."""
    stage: str = ""
    what: str = ""


@dataclass
class Whereabouts:
    """Where one process was last known to be, for the day on which it says nothing more."""

    file: str = ""
    """The application's file that it executes as a module."""
    ending: dict[str, Any] = field(default_factory=dict)
    """What it was about to do, where that ends a process: `event`, `what`, `stack`."""
    forks: list[dict[str, Any]] = field(default_factory=list)
    """The same of each fork of the application's own while it loads."""


@dataclass
class Record:
    """Grows with each message, until it is final."""

    hello: dict[str, Any] = field(default_factory=dict)
    asked: list[str] | None = None
    """Top-level names of the modules whose types the agent wants to know of; None before it asks."""
    master: dict[str, Any] = field(default_factory=dict)
    """The master's inventory at the fork; empty before."""
    master_pid: int = 0
    copies: dict[int, int] = field(default_factory=dict)
    """The master's descriptor's number -> our copy."""
    after_fork: list[set[int]] = field(default_factory=list)
    """Native tasks of the master right after each fork."""
    workers: dict[int, Worker] = field(default_factory=dict)
    failures: list[dict[str, Any]] = field(default_factory=list)
    whereabouts: dict[int, Whereabouts] = field(default_factory=dict)
    """Process id -> where it was."""
    kills: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Process id -> who of the application's has sent it a signal, and where."""
    dropped: list[dict[str, Any]] = field(default_factory=list)
    """What functions registered for the fork raised."""
    refused: list[int] = field(default_factory=list)
    """Descriptors that could not be sent."""
    notes: list[str] = field(default_factory=list)
    """What an agent wants the reader to know."""
    warnings: list[str] = field(default_factory=list)
    """What CPython said of a fork with threads."""
    gaps: list[str] = field(default_factory=list)
    """What an agent could not look at."""
    stage: str = "start"
    what: str = ""
    since: float = field(default_factory=time.monotonic)
    """When the last message arrived that shows progress."""
    final: bool = False
    """A deadline has passed: what is said from then on comes of our asking."""

    def hear(self, message: Message) -> None:
        """Take in one message."""
        handler = getattr(self, f"_{message.kind}", None)
        if handler is None or self.final:
            for number in message.descriptors.values():
                os.close(number)
            return
        if message.kind not in _ANY_NUMBER:
            self.since = time.monotonic()
        if message.kind not in _ASIDE:
            self.at(message.pid).ending = {}
        handler(message)

    def close(self) -> None:
        """Close our copies of the descriptors."""
        for copies in (self.copies, *(worker.copies for worker in self.workers.values())):
            for number in copies.values():
                with contextlib.suppress(OSError):
                    os.close(number)
            copies.clear()

    def reported(self) -> list[Worker]:
        """Workers that have said all that they have to say, in the order in which they did."""
        return [worker for worker in self.workers.values() if worker.seen and worker.tried]

    def worker(self, pid: int) -> Worker:
        """The worker of this process id."""
        return self.workers.setdefault(pid, Worker(pid))

    def at(self, pid: int) -> Whereabouts:
        """Where the process of this id was."""
        return self.whereabouts.setdefault(pid, Whereabouts())

    def _hello(self, message: Message) -> None:
        self.hello, self.master_pid = message.fields, message.pid

    def _asked(self, message: Message) -> None:
        self.asked = message.fields["modules"]

    def _stage(self, message: Message) -> None:
        where: Any = self if message.pid == self.master_pid else self.worker(message.pid)
        where.stage, where.what = message.fields["stage"], message.fields["what"]

    def _failed(self, message: Message) -> None:
        self.failures.append({"text": "", **message.fields, "pid": message.pid})

    def _text(self, message: Message) -> None:
        """What was raised tells its own text, which may take for ever."""
        told = [failed for failed in self.failures if failed["pid"] == message.pid]
        for failed in told[-1:]:
            failed.update(message.fields)

    def _at(self, message: Message) -> None:
        self.at(message.pid).file = message.fields["file"]

    def _ending(self, message: Message) -> None:
        self.at(message.pid).ending = message.fields
        if message.fields.get("target"):
            self.kills[message.fields["target"]] = message.fields

    def _dropped(self, message: Message) -> None:
        self.dropped.append(message.fields)

    def _forks(self, message: Message) -> None:
        self.at(message.pid).forks.append(message.fields)

    def _gap(self, message: Message) -> None:
        self.gaps.append(message.fields["text"])

    def _note(self, message: Message) -> None:
        self.notes.append(message.fields["text"])

    def _master(self, message: Message) -> None:
        self.master, self.stage = message.fields, "fork"

    def _forked(self, message: Message) -> None:
        self.after_fork.append(set(message.fields["tasks"]))
        self.warnings += message.fields.get("warnings", [])
        self.worker(message.fields["worker"])

    def _worker(self, message: Message) -> None:
        self.worker(message.pid).seen = message.fields

    def _tried(self, message: Message) -> None:
        self.worker(message.pid).tried = message.fields

    def _descriptors(self, message: Message) -> None:
        ours = self.copies if message.fields["owner"] == "master" else self.worker(message.pid).copies
        for number, copy in message.descriptors.items():
            if number in ours:
                os.close(ours[number])
            ours[number] = copy

    def _sent(self, message: Message) -> None:
        self.refused += message.fields["refused"]
        if message.fields["owner"] == "worker":
            self.worker(message.pid).sent = True

    def _ended(self, message: Message) -> None:
        self.worker(message.fields["worker"]).status = message.fields["status"]
