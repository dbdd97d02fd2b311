"""A cached run hears comments, and hears that they have changed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from forklint.check import statically
from forklint.cli.main import main
from tests.unit.trees import write

THREAD = "import threading\nthreading.Thread(target=print).start()"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FORKLINT_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def run(folder: Path, comment: str, capsys: pytest.CaptureFixture[str]) -> tuple[list[str], list[str]]:
    """Codes that are found and that are silenced; the file is old enough to be remembered."""
    write(folder, {"app.py": f"{THREAD}  {comment}\n"})
    os.utime(folder / "app.py", (10**9, 10**9))
    main(["check", "app.py", "--output-format", "json"])
    report = json.loads(capsys.readouterr().out)
    return [one["rule"] for one in report["findings"]], [one["rule"] for one in report["suppressed"]]


def test_a_comment_that_changes_is_heard(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert run(folder, "", capsys) == (["FL201"], [])
        assert run(folder, "# forklint: ignore[FL201] why", capsys) == ([], ["FL201"])
        assert run(folder, "# forklint: ignore[FL202] why", capsys) == (["FL201", "FL001"], [])


def test_a_cached_run_reads_no_comment(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = run(folder, "# forklint: ignore[FL201] why", capsys)
    monkeypatch.setattr(statically, "_examine", None)
    assert run(folder, "# forklint: ignore[FL201] why", capsys) == found == ([], ["FL201"])
