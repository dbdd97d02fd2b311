"""The cache: when it answers, when it does not, and what cannot break it."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import time_ns

import pytest

from forklint import cache
from forklint.check import CheckRequest, check
from forklint.model.report import Report
from tests.unit import made
from tests.unit.fakes import FakeAnalyzer
from tests.unit.trees import write

OLD = 10**9
"""A file time long before any run."""


def aged(folder: Path) -> Path:
    """Files that nobody has just written: those are not remembered."""
    for path in folder.rglob("*"):
        os.utime(path, (OLD, OLD))
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return aged(write(tmp_path / "project", {"wsgi.py": "import app\n", "app/__init__.py": "", "app/db.py": "x = 1\n"}))


@pytest.fixture
def request_(project: Path, tmp_path: Path) -> CheckRequest:
    made.facts(tmp_path / "facts")
    return CheckRequest((".",), project, cache=tmp_path / "cache", facts=(str(tmp_path / "facts"),))


def runs(request: CheckRequest, analyzer: FakeAnalyzer) -> int:
    """How many plans this run had to analyse."""
    before = len(analyzer.plans)
    check(request, analyzer)
    return len(analyzer.plans) - before


def test_an_unchanged_second_run_analyses_nothing(request_: CheckRequest) -> None:
    analyzer = FakeAnalyzer(seen=(made.observation(),), broken=(made.gap(),), settings={"preload_app": True})
    first = check(request_, analyzer)
    assert len(analyzer.plans) == 1
    assert check(request_, analyzer) == first
    assert len(analyzer.plans) == 1
    assert first.findings


@pytest.mark.parametrize(
    "change",
    [
        {"app/db.py": "x = 2\n"},
        {"app/new.py": ""},
        {"gunicorn.conf.py": "preload_app = True\n"},
        {"app/vanished.py": ""},
        {"../facts/acme.toml": made.FACTS + "\n# more\n"},
        {"requirements-dev.txt": "acme==2\n"},
        {"requirements/base.txt": "acme==2\n"},
        {"uv.lock": ""},
        {"Pipfile.lock": "{}"},
        {"pyproject.toml": '[project]\ndependencies = ["acme==2"]\n'},
        {"constraints.txt": "acme==2\n"},
        {".venv/lib/python3.11/site-packages/acme-2.0.dist-info/METADATA": ""},
    ],
)
def test_a_change_is_seen(change: dict[str, str], request_: CheckRequest) -> None:
    gone = str(request_.cwd / "app" / "vanished.py")
    analyzer = FakeAnalyzer(probed=(gone,))
    assert (runs(request_, analyzer), runs(request_, analyzer)) == (1, 0)
    aged(write(request_.cwd, change))
    assert runs(request_, analyzer) == 1


def test_a_removed_file_is_seen(request_: CheckRequest) -> None:
    analyzer = FakeAnalyzer()
    assert (runs(request_, analyzer), runs(request_, analyzer)) == (1, 0)
    (request_.cwd / "app" / "db.py").unlink()
    assert runs(request_, analyzer) == 1


def test_the_content_counts_not_the_time(request_: CheckRequest) -> None:
    analyzer = FakeAnalyzer()
    assert runs(request_, analyzer) == 1
    (request_.cwd / "app" / "db.py").touch()
    assert runs(request_, analyzer) == 0


def test_a_file_that_was_just_written_is_not_remembered(request_: CheckRequest) -> None:
    analyzer = FakeAnalyzer()
    later = time_ns() + 60 * 10**9
    os.utime(request_.cwd / "app" / "db.py", ns=(later, later))
    assert (runs(request_, analyzer), runs(request_, analyzer)) == (1, 1)


def test_what_is_only_shown_differently_is_remembered_once(request_: CheckRequest) -> None:
    analyzer = FakeAnalyzer(seen=(made.observation(),))
    assert runs(request_, analyzer) == 1
    assert check(replace(request_, ignore=("FL1",)), analyzer).findings == ()
    assert check(request_, analyzer).findings != ()
    assert len(analyzer.plans) == 1


@pytest.mark.parametrize("options", [{"targets": ("wsgi:app",)}, {"follow": ("acme",)}, {"exclude": ("app/",)}])
def test_another_question_has_another_answer(options: dict[str, tuple[str, ...]], request_: CheckRequest) -> None:
    analyzer = FakeAnalyzer()
    assert runs(request_, analyzer) == 1
    assert runs(replace(request_, **options), analyzer) == 1  # type: ignore[arg-type]
    assert runs(request_, analyzer) == 0


def entries(request: CheckRequest) -> list[Path]:
    assert request.cache is not None
    return [path for path in request.cache.rglob("*") if path.is_file()]


@pytest.mark.parametrize("content", [b"", b"\x80", b"not msgpack at all", b"\x94" * 5000])
def test_a_broken_entry_is_as_good_as_none(content: bytes, request_: CheckRequest) -> None:
    analyzer = FakeAnalyzer()
    assert runs(request_, analyzer) == 1
    (entry,) = entries(request_)
    entry.write_bytes(content)
    assert (runs(request_, analyzer), runs(request_, analyzer)) == (1, 0)


def test_a_cut_entry_is_as_good_as_none(request_: CheckRequest) -> None:
    analyzer = FakeAnalyzer()
    assert runs(request_, analyzer) == 1
    (entry,) = entries(request_)
    entry.write_bytes(entry.read_bytes()[:-20])
    assert runs(request_, analyzer) == 1


def test_an_entry_is_replaced_not_added(request_: CheckRequest) -> None:
    analyzer = FakeAnalyzer()
    for number in range(3):
        aged(write(request_.cwd, {"app/db.py": f"x = {number}\n"}))
        assert runs(request_, analyzer) == 1
    assert len(entries(request_)) == 1


def test_runs_side_by_side_do_no_harm(request_: CheckRequest) -> None:
    analyzer = FakeAnalyzer(seen=(made.observation(),))
    with ThreadPoolExecutor(8) as pool:
        reports = list(pool.map(lambda _: check(request_, analyzer), range(24)))
    assert all(report == reports[0] for report in reports)
    assert len(entries(request_)) == 1


def test_a_folder_that_cannot_be_written_costs_only_time(request_: CheckRequest, tmp_path: Path) -> None:
    blocked = write(tmp_path, {"blocked": "a file"}) / "blocked"
    analyzer = FakeAnalyzer()
    request = replace(request_, cache=blocked)
    assert (runs(request, analyzer), runs(request, analyzer)) == (1, 1)


def test_another_forklint_has_another_answer(request_: CheckRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    analyzer = FakeAnalyzer()
    assert runs(request_, analyzer) == 1
    monkeypatch.setattr(cache, "_build", lambda: (("changed", 1, 1),))
    assert runs(request_, analyzer) == 1


def test_another_python_has_another_answer(request_: CheckRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    analyzer = FakeAnalyzer()
    assert runs(request_, analyzer) == 1
    monkeypatch.setattr(sys, "version", "4.0")
    assert runs(request_, analyzer) == 1


def test_a_report_that_cannot_be_written_down_is_not_remembered(tmp_path: Path) -> None:
    place = cache.slot(tmp_path, ("question",), ())
    cache.save(place, Report(("\udc80",), (), ()), [], [], started=0)
    assert cache.load(place) is None


def test_the_folder_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FORKLINT_CACHE_DIR", str(tmp_path / "here"))
    assert cache.default_folder() == tmp_path / "here"
    monkeypatch.delenv("FORKLINT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    if sys.platform.startswith("linux"):
        assert cache.default_folder() == tmp_path / "xdg" / "forklint"
        monkeypatch.delenv("XDG_CACHE_HOME")
        monkeypatch.setenv("HOME", str(tmp_path))
        assert cache.default_folder() == tmp_path / ".cache" / "forklint"
