"""Processes that are no children of ours: what they are, and signals to them."""

from __future__ import annotations

import os

import psutil

from forklint.probe.record import Worker


def command_of(pid: int) -> list[str]:
    """Program and arguments; empty where there is no such process."""
    try:
        return psutil.Process(pid).cmdline() if pid else []
    except psutil.Error:
        return []


def has_left(worker: Worker) -> bool:
    """Whether a worker has ended, whoever has waited for it."""
    return worker.status is not None or not psutil.pid_exists(worker.pid) or _is(worker.pid, psutil.STATUS_ZOMBIE)


def is_stopped(pid: int) -> bool:
    """Whether it is stopped, so that it does nothing at all."""
    return _is(pid, psutil.STATUS_STOPPED)


def _is(pid: int, status: str) -> bool:
    try:
        return bool(psutil.Process(pid).status() == status)
    except psutil.Error:
        return False


def send(pid: int, number: int) -> None:
    """Send a signal to whoever is still there."""
    try:
        os.kill(pid, number)
    except OSError:
        return
