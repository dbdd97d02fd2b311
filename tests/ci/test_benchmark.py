"""The benchmark of the hook, one file in the place of Django: pre-commit runs what is measured, nothing is timed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import page
from benchmarks.hook import BESIDE, CHANGED, COMMIT, DIRECT, NOTHING, RUFF, UNCHANGED, commands, prepared, targets, text
from benchmarks.timing import Timing, run
from benchmarks.tools import Tools

TAKEN = {RUFF: 0.5, NOTHING: 0.3, DIRECT: 0.2, UNCHANGED: 0.6, BESIDE: 0.8}
TIMINGS = {name: Timing(name, (seconds,)) for name, seconds in TAKEN.items()}


@pytest.mark.slow
@pytest.mark.real("pre_commit")
@pytest.mark.timeout(200)
def test_each_command_does_its_work(tmp_path: Path) -> None:
    found = Tools(tmp_path / "venv")
    package = tmp_path / "venv" / "lib" / "python3.11" / "site-packages" / "django" / "http"
    package.mkdir(parents=True)
    (package / "request.py").write_text("import os\n", encoding="utf-8")
    (tmp_path / "venv" / "bin").symlink_to(Path(sys.executable).parent)
    repository = prepared(found, tmp_path)
    for command in commands(found, tmp_path, repository):
        run(command)
    assert len((repository / CHANGED).read_text(encoding="utf-8").splitlines()) == 2
    assert list((tmp_path / "cache").rglob("*.msgpack"))


def test_a_missed_target_is_said() -> None:
    assert [round(measured, 2) for _, measured, _ in targets(TIMINGS)] == [1.2, 0.4, 0.75]
    said = text(TIMINGS, "about")
    assert "| 1.20 | 1.00 | missed |" in said
    assert "| 0.40 | 1.00 | met |" in said
    assert COMMIT not in said


def test_the_page_has_a_place_for_it() -> None:
    assert "<!-- hook -->" in page.PAGE.read_text(encoding="utf-8")
