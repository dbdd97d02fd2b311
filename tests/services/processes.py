"""Starting and ending processes by pid, none left."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from subprocess import DEVNULL, STDOUT, Popen
from typing import Any

import psutil

PR_SET_PDEATHSIG = 1


def start(argv: list[str], folder: Path, env: Mapping[str, str], stop: signal.Signals, **identity: Any) -> Popen[bytes]:
    """A server in its own session, printing into `folder/log`. The kernel ends it should this process be killed."""
    with (folder / "log").open("ab") as log:
        return Popen(
            argv,
            cwd=folder,
            env=env,
            stdin=DEVNULL,
            stdout=log,
            stderr=STDOUT,
            start_new_session=True,
            preexec_fn=ends_with_parent(stop) if sys.platform == "linux" else None,
            **identity,
        )


def ends_with_parent(stop: signal.Signals) -> Callable[[], None]:
    """What runs in the child between fork and exec: prctl(2), loaded before, so that the child does not import."""
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, int(stop), 0, 0, 0) and None


def gone(process: psutil.Process) -> bool:
    """Whether it has ended; one that nobody waits for counts as ended."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def wait(condition: Callable[[], bool], seconds: float, pause: float = 0.05) -> bool:
    """Whether it came true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


def family(pid: int) -> list[psutil.Process]:
    """A process and all below it, the youngest first; empty where it is gone."""
    try:
        process = psutil.Process(pid)
        return [*reversed(process.children(recursive=True)), process]
    except psutil.NoSuchProcess:
        return []


def end(pid: int, stop: signal.Signals, seconds: float = 10) -> bool:
    """Ask a process to stop, then kill what is left of it and its children. False where even that did not help."""
    members = family(pid)
    send(members[-1:], stop)
    wait(lambda: all(map(gone, members)), seconds)
    left = [process for process in {*members, *family(pid)} if not gone(process)]
    send(left, signal.SIGKILL)
    return wait(lambda: all(map(gone, left)), 5)


def send(members: Iterable[psutil.Process], number: signal.Signals) -> None:
    """A signal to each that still runs; psutil refuses where the pid is another process by now."""
    for process in members:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(number)
