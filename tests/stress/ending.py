"""A command in surroundings of its own, perhaps ended by a signal at some moment: how it ended, and what it left."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.probe.hostile import leftovers
from tests.stress.running import ODD

GRACE_SECONDS = 20.0
"""In which a command that was asked to end has to do so."""
MOST_SECONDS = 180.0
IN_ORDER = {signal.SIGINT: 130, signal.SIGTERM: 143}
"""The exit statuses of a command that a signal has ended; where Python has only begun to start, it is the signal."""


@dataclass(frozen=True, slots=True)
class Interruption:
    """When somebody ends it, in seconds from its start, and how."""

    seconds: float
    number: signal.Signals

    @property
    def statuses(self) -> tuple[int, ...]:
        """How the command may end then."""
        return (IN_ORDER.get(self.number, -self.number), -self.number)


@dataclass(frozen=True, slots=True)
class Left:
    """How it ended, and what was left of it."""

    status: int
    output: str
    errors: str
    census: leftovers.Census


def run(words: Sequence[str], interruption: Interruption | None = None) -> Left:
    """In a folder of its own, which holds its temporary files too and is counted; nothing that it left goes on."""
    token = "stress" + os.urandom(8).hex()
    with tempfile.TemporaryDirectory() as name, leftovers.adopting() as collect:
        folder = Path(name)
        before = leftovers.census(token, [folder, ODD])
        try:
            status, output, errors = _ended(words, token, folder, interruption)
            census = leftovers.left_behind(before, token, [folder, ODD], 5.0, collect)
        finally:
            leftovers.end_marked(token)
    return Left(status, output, errors, census)


def _ended(words: Sequence[str], token: str, folder: Path, interruption: Interruption | None) -> tuple[int, str, str]:
    own = {leftovers.MARK: token, "TMPDIR": str(folder), "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        words,
        cwd=ODD,
        env={**os.environ, **own, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            output, errors = _waited(process, interruption)
        finally:
            process.kill()
        return process.returncode, output, errors


def _waited(process: subprocess.Popen[str], interruption: Interruption | None) -> tuple[str, str]:
    if interruption is None:
        return process.communicate(timeout=MOST_SECONDS)
    with contextlib.suppress(subprocess.TimeoutExpired):
        return process.communicate(timeout=interruption.seconds)
    process.send_signal(interruption.number)
    return process.communicate(timeout=GRACE_SECONDS)
