"""Which native task waits on which descriptor: what a library's own thread waits on was opened for that thread.

A C library may connect long after the line that started its threads, while any other line is executed. The system tells
in which call each task is blocked (`/proc/self/task/*/syscall`, Linux), and with which arguments.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable
from time import sleep  # bound before the application replaces it
from typing import Any

from . import descriptors
from .ledger import Ledger, living_threads

_TRIES = 5
_TICK = 0.004
"""Looks, and seconds between them: a task that waits for something else now may wait on a descriptor soon."""
_POLL = {"x86_64": (7, 271), "aarch64": (73,)}
_EPOLL = {"x86_64": (232, 281, 441), "aarch64": (22, 441)}
_READ = {"x86_64": (0, 19, 43, 45, 47, 288), "aarch64": (63, 65, 202, 207, 212, 242)}
"""Numbers of poll and ppoll; of epoll's waits; of read, readv, accept, recvfrom, recvmsg and accept4."""
_ENTRY = struct.Struct("iHH")
_LONGEST = 1024
"""Entries of a poll that are read."""


def attribute(ledger: Ledger, told: list[dict[str, Any]]) -> None:
    """Give descriptors whose line is not known for certain the origin of the native task that waits on them."""
    unsure = [entry for entry in told if not (entry["origin"] and entry["origin"]["exact"])]
    python = {thread.native_id for thread in living_threads()}
    tasks = [task for task in descriptors.tasks() - python if ledger.task_origin(task) is not None]
    known: dict[int, int] = {}
    for attempt in range(_TRIES if unsure and tasks else 0):
        sleep(_TICK if attempt else 0)
        known.update(users(tasks))
        if all(entry["number"] in known for entry in unsure):
            break
    for entry in unsure:
        if entry["number"] in known:
            entry["origin"] = ledger.task_origin(known[entry["number"]])


def users(tasks: Iterable[int]) -> dict[int, int]:
    """Descriptor -> the task, of these, that waits on it; empty where the system does not tell."""
    machine = os.uname().machine
    return {number: task for task in tasks for number in _waits(task, machine)}


def _waits(task: int, machine: str) -> list[int]:
    try:
        with open(f"{descriptors.TASKS}/{task}/syscall", "rb") as stream:
            words = stream.read().split()
        call, first, second = int(words[0]), int(words[1], 16), int(words[2], 16)
    except (OSError, ValueError, IndexError):  # it has ended, or runs
        return []
    if call in _POLL.get(machine, ()):
        return _polled(first, second)
    if call in _EPOLL.get(machine, ()):
        return [first, *_watched(first)]
    return [first] if call in _READ.get(machine, ()) else []


def _polled(address: int, count: int) -> list[int]:
    """The descriptors in the array of a `poll`. It may be gone by now: the system's view of our memory cannot crash."""
    try:
        with open("/proc/self/mem", "rb", buffering=0) as memory:
            memory.seek(address)
            data = memory.read(_ENTRY.size * min(count, _LONGEST))
    except (OSError, ValueError, OverflowError):
        return []
    whole = len(data) // _ENTRY.size * _ENTRY.size
    return [number for number, _, _ in _ENTRY.iter_unpack(data[:whole]) if number >= 0]


def _watched(number: int) -> list[int]:
    """The descriptors that an epoll watches."""
    lines = descriptors.information(number).splitlines()
    return [int(line.split()[1]) for line in lines if line.startswith("tfd:")]
