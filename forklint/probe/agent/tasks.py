"""Which native tasks have run: what was opened while nobody else ran was opened by the thread that asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from time import clock_gettime_ns, process_time_ns, thread_time_ns  # bound before the application replaces anything

from .descriptors import TASKS

THRESHOLD = 1_000
"""Nanoseconds that reading two clocks may differ by; nothing is opened in less."""


def busy_others() -> int:
    """CPU time of all threads but this one, in nanoseconds, and the time that reading it takes."""
    mine = thread_time_ns()
    return process_time_ns() - mine


def were_busy(before: int, born: Iterable[int]) -> bool:
    """Whether another thread has run since `busy_others()` was `before`, but for those that began since."""
    return busy_others() - before - sum(clocks(born).values()) > THRESHOLD


def that_ran(tasks: Iterable[int], before: Mapping[int, int]) -> list[int]:
    """Those of these tasks that have run since `clocks` told this of them: whoever has ended or begun since has too."""
    wanted = list(tasks)
    now = clocks(wanted)
    return [task for task in wanted if now.get(task, -1) != before.get(task, -1)]


def are_running(tasks: Iterable[int]) -> bool:
    """Whether one of these tasks runs, or would if a processor were free (Linux)."""
    return any(map(_is_running, tasks))


def _is_running(task: int) -> bool:
    try:
        with open(f"{TASKS}/{task}/stat", "rb") as stream:
            return stream.read().rpartition(b") ")[2][:1] == b"R"
    except OSError:
        return False


def clocks(tasks: Iterable[int]) -> dict[int, int]:
    """CPU time of each of these native tasks that lives, in nanoseconds (Linux)."""
    found = {}
    for task in tasks:
        try:
            found[task] = clock_gettime_ns(~task << 3 | 6)  # how Linux numbers the clock of one thread
        except OSError:
            continue
    return found
