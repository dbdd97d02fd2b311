"""What plain Python does with an application: `master.py` runs it, in a session of its own, until it ends or hangs."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.probe.hostile import leftovers
from tests.probe.hostile.cases import FOLDER, Case

MASTER = FOLDER / "master.py"
TAIL = 1 << 16
"""Bytes of output that are kept."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How one run ended."""

    how: str
    """`exit 3`, `signal SIGSEGV`, or `goes on`."""
    output: str
    """Its end, where it is long."""
    hung: str
    """Stacks of the processes, as often as they were written down."""
    left: int
    """Processes that were still there after the end."""


def run(case: Case, folder: Path, python: str = sys.executable, deadline: float = 20.0) -> Ended:
    """The application under `master.py`; what it leaves is counted and ended. Output goes to files in `folder`.

    One that shall go on is ended once its place was seen twice; where it has none, once it said what it shall say and
    two seconds are over.
    """
    token = uuid.uuid4().hex
    out, dump = folder / "output", folder / "dump"
    with out.open("wb") as output, leftovers.adopting() as collect:
        before = leftovers.census(token)
        process = _start(case, python, token, output.fileno(), dump)
        try:
            how = _wait(process, case, out, dump, time.monotonic() + deadline)
            left = frozenset() if how == "goes on" else _left(before, token, case, collect)
        finally:
            _end(process, token, before, collect)
    return Ended(how, _tail(out), _text(dump), len(left))


def environment(case: Case, token: str) -> dict[str, str]:
    """What the application finds in its environment."""
    inherited = {key: value for key, value in os.environ.items() if key not in case.unset}
    inherited["PYTHONDONTWRITEBYTECODE"] = "1"  # the folders of the cases stay as they are
    return {**inherited, **case.environment, leftovers.MARK: token}


def _start(case: Case, python: str, token: str, output: int, dump: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [python, MASTER, case.entry, case.plain.proof or "True", *([dump] if case.plain.at else [])],
        cwd=case.folder,
        env=environment(case, token),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
    )


def _wait(process: subprocess.Popen[bytes], case: Case, out: Path, dump: Path, deadline: float) -> str:
    started = time.monotonic()
    while process.poll() is None:
        assert time.monotonic() < deadline, f"neither ended nor hung at {case.plain.at}:\n{_text(dump)[-3000:]}"
        hangs = _hangs_there(case, dump) if case.plain.at else _goes_on(case, out, time.monotonic() - started)
        if hangs and case.plain.ends == "goes on":
            return "goes on"
        time.sleep(0.02)
    status = process.returncode
    return f"exit {status}" if status >= 0 else f"signal {signal.Signals(-status).name}"


def _hangs_there(case: Case, dump: Path) -> bool:
    return seen_at(case.plain.at, _text(dump)) > 1


def _goes_on(case: Case, out: Path, seconds: float) -> bool:
    return seconds > 2 and all(text in _tail(out) for text in case.plain.output)


def seen_at(place: str, dump: str) -> int:
    """How often a stack that was written down has this place."""
    path, _, line = place.partition(":")
    return dump.count(f'{path}", line {line} in')


def _left(
    before: leftovers.Census, token: str, case: Case, collect: Callable[[], None]
) -> frozenset[leftovers.Process]:
    grace = 0.5 if case.plain.leaves else 5.0
    return leftovers.left_behind(before, token, grace=grace, collect=collect).processes


def _end(
    process: subprocess.Popen[bytes], token: str, before: leftovers.Census, collect: Callable[[], None]
) -> None:
    leftovers.end_marked(token)
    process.wait(5)
    while rest := leftovers.left_behind(before, token, grace=0, collect=collect).processes:
        leftovers.end(rest)


def _tail(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        return file.read().decode("utf-8", "replace")


def _text(path: Path) -> str:
    with contextlib.suppress(FileNotFoundError):
        return path.read_text(encoding="utf-8", errors="replace")
    return ""
