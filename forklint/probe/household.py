"""All processes that a probe has started: a keeper, the master below it, whatever they forked, detached or ignored."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import subprocess
import sys
import time
from pathlib import Path

import psutil

from forklint.errors import CouldNotLook
from forklint.probe import keeper

KEEPER = keeper.__file__
_FLAGS = ("-I", "-S") if keeper.LINUX else ("-I",)
"""No variable of the application's changes how the keeper starts; elsewhere it needs psutil."""
_START_SECONDS = 20.0
_END_SECONDS = 12.0
_SWEEPS = 20
_PIPE_SIZE = 1 << 20
_F_SETPIPE_SZ = 1031


class Household:
    """One keeper. Its end is the end of everybody below it, and happens even where this process is killed."""

    def __init__(self, folder: str, mark: str) -> None:
        """`folder` is removed at the end; `mark` is a text in the environment of every process of this probe."""
        self.status: int | None = None
        """Exit status of the master once it has ended by itself; negative for a signal."""
        self.master = 0
        """Process id of the master; 0 before it was started."""
        self.left: tuple[int, ...] = ()
        """Processes that could not be ended."""
        self.open = True
        """Whether there is more to hear."""
        self._mark = mark
        self._swept = False
        self._said = b""
        self.output, writing = os.pipe()
        with contextlib.suppress(OSError):  # a large one lets an application that prints much run on
            fcntl.fcntl(writing, _F_SETPIPE_SZ, _PIPE_SIZE)
        try:
            self._keeper = subprocess.Popen(
                [sys.executable, *_FLAGS, KEEPER, folder, mark],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=writing,
                cwd=Path(folder).anchor,
                bufsize=0,
                start_new_session=True,
            )
        finally:
            os.close(writing)

    def start(self, command: list[str], folder: str, environment: dict[str, str]) -> None:
        """Start the master. Raises CouldNotLook where that cannot be executed."""
        self._tell(encoded(folder, command, environment))
        until = time.monotonic() + _START_SECONDS
        while b"\n" not in self._said and self._hear(until - time.monotonic()):
            pass
        word, _, number = self._said.partition(b"\n")[0].partition(b" ")
        if word == b"started":
            self.master = int(number)
            self._said = self._said.partition(b"\n")[2]
            return
        why = os.strerror(int(number)) if word == b"failed" else "forklint's own helper process did not start"
        raise CouldNotLook(
            f"cannot start {command[0]} in {folder}: {why}",
            "--python takes the path of the Python that the application runs on, such as .venv/bin/python.",
        )

    def fileno(self) -> int:
        """For `select`: something is to be heard."""
        assert self._keeper.stdout is not None  # noqa: S101 - it is a pipe
        return self._keeper.stdout.fileno()

    def hear(self) -> None:
        """Take in what the keeper has said; does not wait."""
        while self._hear(0.0):
            pass

    def ask(self) -> None:
        """Ask the master to leave by itself, so that a server removes its files."""
        self._tell(b"a")

    def close(self) -> None:
        """End everybody. The keeper goes last."""
        if self._keeper.stdin is not None:
            self._keeper.stdin.close()
        until = time.monotonic() + _END_SECONDS
        while self.open and self._hear(until - time.monotonic()):
            pass
        self.open = False
        self._keeper.kill()
        if self._keeper.wait() and not self._swept:
            self._swept = True
            _sweep(self._mark)
        if self._keeper.stdout is not None:
            self._keeper.stdout.close()

    def _hear(self, seconds: float) -> bool:
        """Whether something was heard in time; a keeper that has ended says nothing more."""
        if not select.select([self], [], [], max(seconds, 0.0))[0]:
            return False
        data = os.read(self.fileno(), 4096)
        self.open = bool(data)
        self._said += data
        for line in self._said.splitlines() if self._said.endswith(b"\n") else ():
            self._take(line.split())
        return bool(data)

    def _take(self, words: list[bytes]) -> None:
        if words[:1] == [b"ended"]:
            self.status = os.waitstatus_to_exitcode(int(words[1]))
        elif words[:1] == [b"left"]:
            self.left = tuple(map(int, words[1:]))

    def _tell(self, data: bytes) -> None:
        assert self._keeper.stdin is not None  # noqa: S101 - it is a pipe
        with contextlib.suppress(BrokenPipeError):
            while data:
                data = data[self._keeper.stdin.write(data) or 0 :]


def _sweep(mark: str) -> None:
    """Where the keeper itself was killed: end whoever has the mark in its environment."""
    for _ in range(_SWEEPS):
        found = [process for process in psutil.process_iter() if _bears(process, mark)]
        for process in found:
            with contextlib.suppress(psutil.Error):
                process.kill()
        if not found:
            return


def _bears(process: psutil.Process, mark: str) -> bool:
    try:
        alive = process.status() != psutil.STATUS_ZOMBIE and process.pid != os.getpid()
        return alive and any(mark in value for value in process.environ().values())
    except (psutil.Error, OSError):
        return False


def encoded(folder: str, command: list[str], environment: dict[str, str]) -> bytes:
    """An order for a keeper: where to execute what, with which environment."""
    variables = (f"{name}={value}" for name, value in environment.items())
    body = b"\0".join(map(os.fsencode, [folder, str(len(command)), *command, *variables]))
    return b"%d\n" % len(body) + body
