"""What the benchmark of the probe measures and says; nothing here is timed."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from benchmarks import page
from benchmarks.application import AREAS, PLAIN, TIMES, WATCHING, make
from benchmarks.loads import BASE, PROBE, TWICE, UNDER_GUNICORN, Loads, Sample, commands, taken
from benchmarks.probe import targets, text
from benchmarks.timing import Command
from benchmarks.tools import Tools

PLAINLY = [Sample(1.5, 1.0, 0.9), Sample(3.0, 2.0, 0.9), Sample(1.5, 1.0, 0.9)]
PROBED = [Sample(2.0, 1.05, 1.0), Sample(4.0, 2.2, 1.0), Sample(9.0, 1.3, 1.0)]
LOADS = Loads({BASE: PLAINLY, PROBE: PROBED}, 53)


def test_every_module_of_the_application_can_be_parsed(tmp_path: Path):
    count = make(tmp_path)
    modules = list(tmp_path.rglob("*.py"))
    assert len(modules) == count > 20
    for module in modules:
        ast.parse(module.read_text(encoding="utf-8"))
    names = {".".join(path.relative_to(tmp_path).with_suffix("").parts) for path in modules}
    assert {PLAIN, WATCHING, *(f"desk.{area}.models" for area in AREAS)} <= names


def test_figures_are_of_pairs_of_one_round():
    assert LOADS.ratio(lambda sample: sample.wall) == pytest.approx(1.1)
    assert LOADS.over(PROBE) == pytest.approx(2.0)
    assert LOADS.over(BASE) == pytest.approx(0.5)


def test_a_missed_target_is_said():
    assert [measured <= limit for _, measured, limit in targets(LOADS)] == [True, False]
    said = text(LOADS, 3)
    assert "| 1.10 | 1.10 | met |" in said
    assert "| 2.00 | 1.50 | missed |" in said
    assert "53 modules" in said


def test_gunicorn_is_left_out_where_it_is_not_installed(tmp_path: Path):
    (tmp_path / "bin").mkdir()
    assert [command.name for command in commands(Tools(tmp_path), tmp_path)] == [BASE, PROBE, TWICE]
    (tmp_path / "bin" / "gunicorn").touch()
    found = {command.name: command for command in commands(Tools(tmp_path), tmp_path)}
    assert UNDER_GUNICORN in found
    assert {command.environment[TIMES] for command in found.values()} == {str(tmp_path / "times")}


def test_a_run_that_did_not_load_the_application_is_no_sample(tmp_path: Path):
    script = "import os, sys; [print(0.5, 0.25, file=open(os.environ['DESK_TIMES'], 'a')) for _ in sys.argv[1:]]"
    times = tmp_path / "times"

    def once(name: str, *words: str) -> Sample:
        return taken(Command(name, [sys.executable, "-c", script, *words], tmp_path, {TIMES: str(times)}), times)

    sample = once(PROBE, "once")
    assert (sample.wall, sample.processor) == (0.5, 0.25)
    assert sample.whole > 0
    with pytest.raises(RuntimeError, match="loaded 1 times"):
        once(TWICE, "once")


def test_the_page_has_a_place_for_it():
    said = page.PAGE.read_text(encoding="utf-8")
    assert "<!-- probe -->" in said
    assert "<!-- end probe -->" in said
