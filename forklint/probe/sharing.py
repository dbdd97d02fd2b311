"""What is open in the master at the fork and still the same open file description in a worker."""

from __future__ import annotations

import contextlib
import os
import socket
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from forklint.probe.description import Answer, Copy, Method, compare
from forklint.probe.record import Record, Worker
from forklint.probe.sorts import Nature, Sort, nature


@dataclass(frozen=True, slots=True)
class Shared:
    """One descriptor of the master, and the workers that have it too."""

    number: int
    told: dict[str, Any]
    """What the master's agent told of it, its origin included."""
    nature: Nature
    workers: tuple[int, ...]
    """Process ids; empty where every worker has closed it or opened something else in its place."""
    numbers: tuple[int, ...]
    """Its number in each of these workers."""
    method: Method
    mapped: bool = False
    """Whether every worker that has it has the file's contents in its memory."""


@dataclass
class Sharing:
    """Looks twice: when the workers have reported, and when they have left."""

    methods: frozenset[Method] = frozenset(Method)
    shared: list[Shared] = field(default_factory=list)
    first: dict[int, int] = field(default_factory=dict)
    """The master's descriptor -> the lowest one that is the same open file description (`dup`, a memory map's own)."""
    ended: dict[int, str] = field(default_factory=dict)
    """The master's descriptor -> what the workers' end did to it."""
    removed: set[str] = field(default_factory=set)
    """Temporary files and folders that were there before the workers left, and are gone."""
    children: list[tuple[int, str]] = field(default_factory=list)
    """Processes that the master started and that are no workers: process id and program, oldest first."""
    _before: dict[int, str] = field(default_factory=dict)
    _sizes: dict[int, int] = field(default_factory=dict)

    def reported(self, record: Record) -> None:
        """Compare, and note how each connection stands."""
        self.shared = [_compared(told, record, self.methods) for told in record.master["descriptors"]]
        self.first = _first(record, self.methods)
        self._before = {number: _stand(ours) for number, ours in record.copies.items()}
        self._sizes = {one.number: _size(record.copies.get(one.number, -1)) for one in self.shared if _written(one)}
        self.removed = {made["what"] for made in record.master["made"]}  # those that were there at the fork
        self.children = [(child.pid, _program(child)) for child in _children(record)]

    def left(self, record: Record) -> None:
        """See what the workers' end changed."""
        for number, ours in record.copies.items():
            now = _stand(ours)
            if now != self._before.get(number, now):
                self.ended[number] = now
        for number, size in self._sizes.items():
            grown = _size(record.copies.get(number, -1)) - size
            if grown > 0:
                self.ended[number] = f"it was {grown} bytes longer: they had written out their copies of its buffer"
        self.removed = {path for path in self.removed if not os.path.lexists(path)}


def _children(record: Record) -> list[psutil.Process]:
    try:
        children = psutil.Process(record.master_pid).children()
    except psutil.Error:
        return []
    known = {*record.workers, *record.master["helpers"]}
    return [child for child in children if child.pid not in known]


def _program(child: psutil.Process) -> str:
    try:
        return child.name()
    except psutil.Error:
        return "gone"


def _compared(told: dict[str, Any], record: Record, methods: frozenset[Method]) -> Shared:
    ours = record.copies.get(told["number"], -1)
    found = [(worker, *_in_worker(told, ours, worker, methods)) for worker in record.reported()]
    having = [(worker, number, answer) for worker, number, answer in found if answer.same]
    method = (having or found)[0][2].method if found else Method.SNAPSHOT
    return Shared(
        number=told["number"],
        told=told,
        nature=nature(told, ours),
        workers=tuple(worker.pid for worker, _, _ in having),
        numbers=tuple(number for _, number, _ in having),
        method=method,
        mapped=told["type"] == "file" and all(_maps(worker.pid, told["link"]) for worker, _, _ in having),
    )


def _first(record: Record, methods: frozenset[Method]) -> dict[int, int]:
    """Where only the inode tells, the two ends of a pipe look the same: then nothing is said."""
    firsts: list[dict[str, Any]] = []
    found = {}
    for told in sorted(record.master["descriptors"], key=lambda told: int(told["number"])):
        first = next((one for one in firsts if _alike(told, one) and _is_copy(told, one, record, methods)), told)
        firsts += [told] if first is told else []
        found[told["number"]] = first["number"]
    return found


def _is_copy(told: dict[str, Any], other: dict[str, Any], record: Record, methods: frozenset[Method]) -> bool:
    one, two = (_copy(each, record.copies.get(each["number"], -1)) for each in (told, other))
    answer = compare(one, two, methods)
    return answer.same and answer.method in (Method.QUERY, Method.KCMP)


def _maps(pid: int, path: str) -> bool:
    """Whether a process has a file in its memory; False where the system does not tell."""
    try:
        with Path(f"/proc/{pid}/maps").open(encoding="utf-8", errors="surrogateescape") as lines:
            return any(line.rstrip("\n").endswith(f" {path}") for line in lines)
    except OSError:
        return False


def _in_worker(told: dict[str, Any], ours: int, worker: Worker, methods: frozenset[Method]) -> tuple[int, Answer]:
    """Its number in the worker: the same one first, then wherever it was moved to."""
    candidates = sorted(
        (other for other in worker.seen["descriptors"] if _alike(told, other)),
        key=lambda other: bool(other["number"] != told["number"]),
    )
    answer = Answer(False, Method.SNAPSHOT)
    for other in candidates:
        answer = compare(_copy(told, ours), _copy(other, worker.copies.get(other["number"], -1)), methods)
        if answer.same:
            return other["number"], answer
    return -1, answer


def _alike(told: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool((told["device"], told["inode"]) == (other["device"], other["inode"]))


def _copy(told: dict[str, Any], ours: int) -> Copy:
    return Copy(told["number"], (told["device"], told["inode"]), told["link"], told["type"], ours)


def _stand(ours: int) -> str:
    """How a connection stands: a look at what has arrived, which takes nothing away. Empty for anything else."""
    if not stat.S_ISSOCK(os.fstat(ours).st_mode):
        return ""  # `socket.socket` would refuse the copy, and leave it open
    with contextlib.suppress(OSError), socket.socket(fileno=os.dup(ours)) as copy:
        copy.getpeername()
        try:
            data = copy.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return "open"
        return "something arrived on it that nobody had asked for" if data else "its peer closed it"
    return ""


def _written(shared: Shared) -> bool:
    return shared.nature.sort in (Sort.WRITTEN, Sort.APPENDED)


def _size(ours: int) -> int:
    try:
        return os.fstat(ours).st_size if ours >= 0 else 0
    except OSError:
        return 0


def interesting(shared: Shared) -> bool:
    """A listener is meant to be shared; a device file or a folder has no state that a worker could spoil.

    A datagram is sent whole: processes that send through one socket do not disturb each other.
    """
    return shared.nature.sort not in (Sort.LISTENER, Sort.DATAGRAMS, Sort.OTHER)
