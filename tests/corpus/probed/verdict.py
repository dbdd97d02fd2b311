"""What one eye says of one program, and whether that is right."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from tests.corpus.probed.runs import Run
from tests.running import LOUD, Outcome, check
from tests.services.launch import ROOT

Lines = set[tuple[str, int]]
_START = "import sys; sys.path[:1] = [{!r}]; from forklint.cli.main import console; console()"
FORKLINT = [sys.executable, "-c", _START.format(str(ROOT))]
"""This working tree's, whatever is installed; not from the folder that it is started in."""


class Word(Enum):
    """In one word."""

    FOUND = "found"
    """A warning or an error names the trigger's line, as its own or on the way there."""
    ELSEWHERE = "other line"
    """There are warnings or errors, and none names the trigger's line."""
    CLEAN = "clean"
    """No warning, no error."""
    NOT_LOOKED = "could not look"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one eye says."""

    word: Word
    findings: tuple[str, ...] = ()
    """`db.py:12 FL102`, warnings and errors only."""
    why: str = ""
    """Why it could not look."""

    def cell(self) -> str:
        """For the table."""
        if self.word is Word.NOT_LOOKED:
            return f"could not look: {self.why}"
        told = ", ".join(dict.fromkeys(f"`{one}`" for one in self.findings))
        return self.word.value if self.word is Word.CLEAN else f"{self.word.value}: {told}"


def cannot(why: str) -> Verdict:
    """Nobody looked."""
    return Verdict(Word.NOT_LOOKED, why=why)


def static(folder: Path, wanted: Lines) -> Verdict:
    """What `forklint check .` says, in this process."""
    return _verdict(check(folder), wanted)


def probed(folder: Path, run: Run, python: Path, wanted: Lines) -> Verdict:
    """What `forklint probe` says, in a process that has a deadline."""
    words = ["--server", run.server, "--python", str(python), "--timeout", f"{run.timeout:g}"]
    told = ["--", *run.arguments] if run.arguments else []
    command = [*FORKLINT, "probe", run.entry, *words, "--output-format", "json", *told]
    outcome = _run(command, folder, {**os.environ, **run.variables}, 3 * run.timeout + 60)
    report = f"forklint {' '.join(command[len(FORKLINT) :])}\n{outcome.stdout}\n{outcome.stderr}"
    (folder.parent / "probe.txt").write_text(report, encoding="utf-8")
    return _verdict(outcome, wanted)


def prepare(folder: Path, run: Run, python: Path) -> str:
    """Make tables and data files; returns what went wrong, or nothing."""
    if not run.prepare:
        return ""
    environment = {**os.environ, **run.variables, "PYTHONPATH": str(folder)}
    outcome = _run([str(python), "-c", run.prepare], folder, environment, 120)
    lines = outcome.stderr.strip().splitlines()
    return f"preparing failed: {lines[-1] if lines else outcome.status}" if outcome.status else ""


def _verdict(outcome: Outcome, wanted: Lines) -> Verdict:
    if outcome.status not in (0, 1):
        lines = [line for line in outcome.stderr.splitlines() if line.startswith("forklint: ")]
        return cannot((lines or outcome.stderr.splitlines() or ["?"])[0].removeprefix("forklint: "))
    report: dict[str, Any] = json.loads(outcome.stdout)
    loud = [finding for finding in report["findings"] if finding["severity"] in LOUD]
    told = tuple(f"{finding['path']}:{finding['line']} {finding['rule']}" for finding in loud)
    named = {(place["path"], place["line"]) for finding in loud for place in (finding, *finding["trace"])}
    return Verdict(Word.FOUND if named & wanted else Word.ELSEWHERE if loud else Word.CLEAN, told)


def _run(command: list[str], folder: Path, environment: dict[str, str], seconds: float) -> Outcome:
    """Nothing of it stays, whatever happens."""
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    )  # fmt: skip
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        return Outcome(3, out, f"forklint: no answer in {seconds:g} s")
    return Outcome(process.returncode, out, err)


def shortened(verdict: Verdict, folder: Path) -> Verdict:
    """Without the folder that this run happened to use."""
    return replace(verdict, why=verdict.why.replace(f"{folder}/", ""))
