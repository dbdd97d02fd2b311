"""What `forklint probe` makes of a case, and what it leaves behind: in this process, or as a command."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from forklint.check.probing import probe
from forklint.check.request import CheckRequest, ProbeOptions
from forklint.errors import CouldNotLook, UsageError
from forklint.model.report import Report
from forklint.report.registry import FORMATS, Context
from tests.probe.hostile import leftovers
from tests.probe.hostile.cases import Case
from tests.probe.hostile.plain import environment

GRACE = 1.0
"""Seconds in which what was ended may vanish from the system's tables."""
COMMAND_SECONDS = 100


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one probe."""

    outcome: str
    """`looked`, `could-not-look` or `refused`."""
    text: str
    """Everything that forklint writes, in every format."""
    message: str
    """The first line of a failure."""
    findings: tuple[str, ...]
    """`FL201 app.py:7`."""
    seconds: float = 0.0
    left: leftovers.Census = field(default_factory=leftovers.Census)


def in_process(case: Case, folder: Path) -> Told:
    """Through the library; `folder` takes its temporary files, and is where the home folder is."""
    token = uuid.uuid4().hex
    with surroundings(case, folder, token), leftovers.adopting() as collect:
        before = leftovers.census(token, [case.folder, folder])
        told = told_of(case)
        left = leftovers.left_behind(before, token, [case.folder, folder], GRACE, collect)
        leftovers.end_marked(token)
        leftovers.end(left.processes)
    return replace(told, left=left)


def told_of(case: Case) -> Told:
    """What comes of a case in these surroundings; nothing is counted."""
    request = CheckRequest(targets=(case.entry,), cwd=case.folder)
    options = ProbeOptions(server=case.server, timeout=case.timeout, stage_timeout=case.timeout)
    began = time.monotonic()
    try:
        told = _looked(probe(request, options), case)
    except (CouldNotLook, UsageError) as error:
        outcome = "refused" if isinstance(error, UsageError) else "could-not-look"
        text = f"forklint: {error}".encode("utf-8", "backslashreplace").decode()
        told = Told(outcome, text, error.message, ())
    return replace(told, seconds=time.monotonic() - began)


@dataclass(frozen=True, slots=True)
class Commanded:
    """What came of a command."""

    status: int
    output: str
    errors: str
    left: leftovers.Census


def as_command(case: Case, folder: Path, *arguments: str) -> Commanded:
    """`forklint probe` in a process of its own, and what is left once it has ended."""
    token = uuid.uuid4().hex
    with surroundings(case, folder, token), leftovers.adopting() as collect:
        before = leftovers.census(token, [case.folder, folder])
        done = subprocess.run(
            [*command(case), "--timeout", str(case.timeout), *arguments],
            cwd=case.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=COMMAND_SECONDS,
            check=False,
        )
        left = leftovers.left_behind(before, token, [case.folder, folder], GRACE, collect)
        leftovers.end_marked(token)
        leftovers.end(left.processes)
    return Commanded(done.returncode, _text(done.stdout), _text(done.stderr), left)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def command(case: Case) -> list[str]:
    """The command line that probes a case, in its folder."""
    return [sys.executable, "-m", "forklint", "probe", case.entry, "--server", case.server]


@contextlib.contextmanager
def surroundings(case: Case, folder: Path, token: str) -> Iterator[None]:
    """The environment of the case; home folder and temporary files where they are counted."""
    before, tempdir = dict(os.environ), tempfile.tempdir
    (folder / "home").mkdir(exist_ok=True)
    (folder / "tmp").mkdir(exist_ok=True)
    own = {**environment(case, token), "HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp")}
    os.environ.clear()
    os.environ.update(own)
    tempfile.tempdir = own["TMPDIR"]
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        tempfile.tempdir = tempdir


def _looked(report: Report, case: Case) -> Told:
    findings = tuple(f"{found.rule} {found.place.path}:{found.place.line}" for found in report.findings)
    return Told("looked", _written(report, case), "", findings)


def _written(report: Report, case: Case) -> str:
    texts = []
    for name in FORMATS:
        stream = io.StringIO()
        FORMATS[name]()(report, Context(stream, case.folder, False))
        texts.append(stream.getvalue())
    return "\n".join(texts)
