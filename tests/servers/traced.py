"""A server whose application and hooks write down, in order, what is called and in which process."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
DEADLINE = 30.0
NOTE = '''"""Writes down what is called, and in which process."""

import os
import sys


def note(name):
    line = f"{name} {os.getpid()} {os.getppid()} {int('application' in sys.modules)}\\n"
    log = os.open(os.environ["TRACE"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(log, line.encode())
    os.close(log)
'''


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the trace."""

    name: str
    pid: int
    parent: int
    loaded: bool
    """Whether the application is imported in that process."""


class Traced:
    """A running server."""

    def __init__(self, process: subprocess.Popen[bytes], trace: Path) -> None:
        self.process = process
        self._trace = trace

    @property
    def calls(self) -> list[Call]:
        """What was called so far."""
        lines = self._trace.read_text(encoding="utf-8").splitlines() if self._trace.exists() else []
        words = [line.split() for line in lines]
        return [Call(name, int(pid), int(parent), loaded == "1") for name, pid, parent, loaded in words]

    def named(self, name: str) -> list[Call]:
        """The calls of one name."""
        return [call for call in self.calls if call.name == name]

    def wait(self, name: str, times: int = 1) -> list[Call]:
        """Until something was called that often."""
        end = time.monotonic() + DEADLINE
        while len(found := self.named(name)) < times:
            assert time.monotonic() < end, f"{name} was called {len(found)} times: {self.calls}"
            assert self.process.poll() is None, f"the server ended before {name}: {self.calls}"
            time.sleep(0.02)
        return found

    def end(self) -> None:
        """End it and wait for that."""
        self.process.terminate()
        self.process.wait(DEADLINE)


@contextmanager
def traced(server: str, folder: Path, *command: str) -> Iterator[Traced]:
    """A server's folder beside this file, served from a copy; killed with all that it started."""
    shutil.copytree(HERE / server, folder, dirs_exist_ok=True)
    (folder / "tracing.py").write_text(NOTE, encoding="utf-8")
    trace, log = folder / "trace", folder / "log"
    environment = {**os.environ, "TRACE": str(trace), "PYTHONPATH": str(folder)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=output, start_new_session=True
        )
        try:
            yield Traced(process, trace)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(DEADLINE)
