"""The master's side of its workers: what they told, how they ended, and where one stands that does not."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import time
from typing import Any

ENDING = 8.0
"""Seconds for an interpreter to end once its worker has told everything: on a busy machine it takes some."""


def collected(started: list[tuple[int, int, str]], deadline: float) -> list[dict[str, Any]]:
    """What each worker tells; one that says nothing in time hangs, and is ended."""
    until = time.monotonic() + deadline
    told = {pid: b"" for pid, _, _ in started}
    open_ends = {reading: pid for pid, reading, _ in started}
    while open_ends and time.monotonic() < until:
        for reading in select.select(list(open_ends), [], [], 0.05)[0]:
            data = os.read(reading, 65536)
            told[open_ends[reading]] += data
            if not data:
                del open_ends[reading]
    soon = max(until, time.monotonic() + ENDING)  # one that has closed its end is ending
    return [_end(pid, told[pid], where, 0.0 if reading in open_ends else soon) for pid, reading, where in started]


def _end(pid: int, data: bytes, where: str, until: float) -> dict[str, Any]:
    status = _waited(pid, until)
    if data:
        found: dict[str, Any] = json.loads(data)
        found["exit"] = "hangs" if status is None else _said(status)
        return found
    if status is not None:
        return {"outcome": "died", "detail": _said(status), "exit": _said(status)}
    return {"outcome": "hangs", "detail": _standing(where), "exit": "hangs"}


def _said(status: int) -> str:
    if os.WIFSIGNALED(status):
        return signal.Signals(os.WTERMSIG(status)).name
    return f"status {os.WEXITSTATUS(status)}"


def _waited(pid: int, until: float) -> int | None:
    """Wait status; None for one that had to be killed."""
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return status
        if time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return None
        time.sleep(0.01)


def _standing(where: str) -> str:
    """The innermost lines of the hanging thread, as `faulthandler` saw them."""
    try:
        with open(where) as stream:
            lines = [line.strip() for line in stream if line.startswith("  File")]
    except OSError:
        return ""
    return "; ".join(re.sub(r'File ".*?([^/"]+/[^/"]+)", line (\d+) in (.*)', r"\1:\2 \3", line) for line in lines[:2])
