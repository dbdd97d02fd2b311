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
from dataclasses import dataclass, replace
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
    seconds: float
    left: leftovers.Census


def in_process(case: Case, folder: Path, server: str = "") -> Told:
    """Through the library; `folder` takes its temporary files, and is where the home folder is."""
    token = uuid.uuid4().hex
    request = CheckRequest(targets=(case.entry,), cwd=case.folder)
    options = ProbeOptions(server=server or case.server, timeout=case.timeout, stage_timeout=case.timeout)
    with _surroundings(case, folder, token), leftovers.adopting() as collect:
        before = leftovers.census(token, [case.folder, folder])
        began = time.monotonic()
        try:
            told = _looked(probe(request, options), case)
        except (CouldNotLook, UsageError) as error:
            outcome = "refused" if isinstance(error, UsageError) else "could-not-look"
            text = f"forklint: {error}".encode("utf-8", "backslashreplace").decode()
            told = Told(outcome, text, error.message, (), 0, leftovers.Census())
        seconds = time.monotonic() - began
        left = leftovers.left_behind(before, token, [case.folder, folder], GRACE, collect)
        leftovers.end_marked(token)
        leftovers.end(left.processes)
    return replace(told, seconds=seconds, left=left)


def as_command(case: Case, folder: Path, *arguments: str) -> tuple[int, str, leftovers.Census]:
    """Exit status and output of `forklint probe`, and what is left once it has ended."""
    token = uuid.uuid4().hex
    command = [sys.executable, "-m", "forklint", "probe", case.entry, "--server", case.server, *arguments]
    with _surroundings(case, folder, token), leftovers.adopting() as collect:
        before = leftovers.census(token, [case.folder, folder])
        done = subprocess.run(
            [*command, "--timeout", str(case.timeout)],
            cwd=case.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=COMMAND_SECONDS,
            check=False,
        )
        left = leftovers.left_behind(before, token, [case.folder, folder], GRACE, collect)
        leftovers.end_marked(token)
        leftovers.end(left.processes)
    return done.returncode, done.stdout.decode("utf-8", "replace"), left


@contextlib.contextmanager
def _surroundings(case: Case, folder: Path, token: str) -> Iterator[None]:
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
    return Told("looked", _written(report, case), "", findings, 0, leftovers.Census())


def _written(report: Report, case: Case) -> str:
    texts = []
    for name in FORMATS:
        stream = io.StringIO()
        FORMATS[name]()(report, Context(stream, case.folder, False))
        texts.append(stream.getvalue())
    return "\n".join(texts)
