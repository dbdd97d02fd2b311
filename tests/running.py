"""forklint as the tests run it: in this process for speed, or through the console script."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCRIPT = Path(sys.executable).with_name("forklint")
LOUD = {"error", "warning"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one run ended."""

    status: int
    stdout: str
    stderr: str

    @property
    def report(self) -> dict[str, Any]:
        """The JSON report; the test fails with what was said instead where there is none."""
        assert self.status in (0, 1), f"exit status {self.status}\n{self.stdout}\n{self.stderr}"
        report: dict[str, Any] = json.loads(self.stdout)
        return report

    @property
    def findings(self) -> list[dict[str, Any]]:
        """All findings, whatever their severity."""
        findings: list[dict[str, Any]] = self.report["findings"]
        return findings

    @property
    def loud(self) -> list[dict[str, Any]]:
        """Findings that make a build fail by default."""
        return [finding for finding in self.findings if finding["severity"] in LOUD]

    @property
    def marks(self) -> set[tuple[str, int, str]]:
        """(file, line, code) of every finding."""
        return {(finding["path"], finding["line"], finding["rule"]) for finding in self.findings}


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """The current folder for a while (`contextlib.chdir` is not in Python 3.10)."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def check(folder: Path, *arguments: str) -> Outcome:
    """`forklint check [arguments]` as JSON in this process, from this folder, without the cache."""
    from forklint.cli.main import main

    out, err = io.StringIO(), io.StringIO()
    with inside(folder), redirect_stdout(out), redirect_stderr(err):
        try:
            status = main(["check", *(arguments or (".",)), "--output-format", "json", "--no-cache"])
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 1
    return Outcome(status or 0, out.getvalue(), err.getvalue())


def console(folder: Path, *arguments: str, timeout: float = 60) -> Outcome:
    """`forklint [arguments]` through the console script, from this folder."""
    done = subprocess.run(
        [SCRIPT, *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"},
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
