"""All processes that a probe has started, and their end: whatever they forked, detached or ignored."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator

import psutil

_SUBREAPER = 36
_PARENT_DEATH = 1


@contextlib.contextmanager
def adopting() -> Iterator[None]:
    """While it lasts, processes that lose their parent below us become our children (Linux), so none gets away."""
    before = _prctl(_SUBREAPER, 1)
    try:
        yield
    finally:
        if before:
            _prctl(_SUBREAPER, 0)


def die_with_parent() -> None:
    """In the master, before it executes anything: should forklint be killed, it goes too (Linux)."""
    _prctl(_PARENT_DEATH, signal.SIGKILL)


def end(master: int, mark: str, already: frozenset[int], grace: float) -> None:
    """End the master and everything that it started.

    The master may leave by itself within `grace` seconds, so that a server removes its files. `mark` is the text in
    the environment that every process of this probe has; `already` are our own children that are none of its.
    """
    if grace:
        _ask(master, grace)
    for _ in range(50):
        members = household(master, mark, already)
        if not members:
            return
        _kill(members)
        time.sleep(0.01)


def household(master: int, mark: str, already: frozenset[int]) -> list[psutil.Process]:
    """The living processes of a probe: descendants of the master, adopted orphans, and whoever bears the mark."""
    ours = psutil.Process()
    found = {process.pid: process for process in _below(master)}
    for process in ours.children(recursive=True):
        if process.pid not in already and _marked(process, mark):
            found[process.pid] = process
    if not sys.platform.startswith("linux"):
        found.update({process.pid: process for process in psutil.process_iter() if _marked(process, mark)})
    found.pop(ours.pid, None)
    return [process for process in found.values() if _alive(process)]


def _below(master: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(master)
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def _marked(process: psutil.Process, mark: str) -> bool:
    """A zombie's environment cannot be read: it is an orphan that we have adopted, and nobody else's."""
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return process.ppid() == os.getpid()
        return any(mark in value for value in process.environ().values())
    except (psutil.Error, OSError):
        return False


def _alive(process: psutil.Process) -> bool:
    """Takes in the exit status of our own dead children on the way."""
    try:
        if process.status() != psutil.STATUS_ZOMBIE:
            return True
        if process.ppid() == os.getpid():
            os.waitpid(process.pid, os.WNOHANG)
    except (psutil.Error, OSError):
        pass
    return False


def _ask(master: int, grace: float) -> None:
    try:
        process = psutil.Process(master)
        process.terminate()
        process.wait(grace)
    except (psutil.Error, OSError):
        return


def _kill(members: list[psutil.Process]) -> None:
    """Stop all first, so that none forks another while its relatives die."""
    for number in (signal.SIGSTOP, signal.SIGKILL):
        for process in members:
            with contextlib.suppress(psutil.Error, OSError):
                process.send_signal(number)


def _prctl(option: int, value: int) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    return bool(ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) == 0)
