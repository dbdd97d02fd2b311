"""forklint in a process of its own, with a deadline and its peak memory measured."""

from __future__ import annotations

import json
import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.running import SCRIPT

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the console script."""

    status: int
    stdout: str
    stderr: str
    seconds: float
    megabytes: float
    """Peak resident memory."""

    @property
    def report(self) -> dict[str, Any]:
        """The JSON report, after making sure that the run ended as a run may end."""
        assert "Traceback" not in self.stderr, self.stderr[-2000:]
        assert self.status in (0, 1), f"exit status {self.status}: {self.stderr[-2000:]}"
        report: dict[str, Any] = json.loads(self.stdout)
        return report


def run(
    folder: Path,
    *arguments: str,
    deadline: float = 60,
    before: tuple[str, ...] = (),
    output: Path | None = None,
) -> Run:
    """`[before] forklint [arguments]` in a folder; killed, and the test failed, after `deadline` seconds.

    Output goes to files, in `output` or the folder: a pipe that nobody reads while waiting could block the child.
    """
    out, err = (output or folder) / ".stdout", (output or folder) / ".stderr"
    with out.open("wb") as stdout, err.open("wb") as stderr:
        start = time.monotonic()
        child = subprocess.Popen([*before, SCRIPT, *arguments], cwd=folder, stdout=stdout, stderr=stderr)
        status, usage = _wait(child, start + deadline)
    return Run(
        status,
        out.read_text(encoding="utf-8"),
        err.read_text(encoding="utf-8", errors="replace"),
        time.monotonic() - start,
        usage.ru_maxrss * 1024 / MEGABYTE,
    )


def _wait(child: subprocess.Popen[bytes], deadline: float) -> tuple[int, Any]:
    while True:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            child.returncode = os.waitstatus_to_exitcode(status)
            return child.returncode, usage
        if time.monotonic() > deadline:
            child.kill()
            child.wait()
            raise AssertionError("no answer before the deadline")
        time.sleep(0.01)
