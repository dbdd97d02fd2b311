"""A forked child that runs its hooks, answers one request and ends, each step when it is told to."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
import traceback
from typing import Any, NoReturn

from tests.probe.applications.observer.served import HANGS, Served

SECONDS = 10
"""For each step."""
NOTHING = {"answer": HANGS, "error": ""}


class Worker:
    """The master's view of one worker."""

    def __init__(self, served: Served) -> None:
        self.wire, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        served.run("pre_fork")
        self.pid = os.fork()
        if self.pid == 0:
            self.wire.close()
            serve(served, theirs)
        theirs.close()
        self.wire.settimeout(SECONDS)

    def hears(self) -> dict[str, Any]:
        """What it reports next; one that reports nothing in time is ended."""
        try:
            text = self.wire.recv(65536)
        except TimeoutError:
            os.kill(self.pid, signal.SIGKILL)
            return NOTHING
        return dict(json.loads(text or b'{"answer": "", "error": "it ended without a report"}'))

    def next(self) -> None:
        """Let it take the next step."""
        self.wire.sendall(b"next")

    def end(self) -> int:
        """Let it end as a worker does; its exit status, -9 where it had to be killed."""
        self.next()
        for _ in range(SECONDS * 20):
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        os.kill(self.pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def serve(served: Served, wire: socket.socket) -> NoReturn:
    """The worker's life, with a normal end."""
    report = {"answer": "", "error": ""}
    try:
        served.run("post_fork", "post_worker_init")
        wire.sendall(json.dumps(report).encode())
        wire.recv(4)
        report["answer"] = served.answer()
    except Exception:
        report["error"] = traceback.format_exc()
    wire.sendall(json.dumps(report).encode())
    wire.recv(4)
    sys.exit()
