"""Baselines: silent on old findings, loud on new ones, stale after a repair; nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from forklint.cli import saving
from tests.running import Outcome, check
from tests.unit.trees import write

FILE = "known.json"
POOL = "import pymysql\nfrom dbutils.pooled_db import PooledDB\n\npool = PooledDB(pymysql, mincached=2)\n"
THREAD = "import threading\n\ndef start():\n    threading.Thread(target=print).start()\n\nstart()\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An application with two findings, which are known."""
    write(tmp_path, {"db.py": POOL, "jobs.py": THREAD, "app.py": "import db\nimport jobs\n"})
    assert run(tmp_path, "--update-baseline").status == 0
    return tmp_path


def run(folder: Path, *arguments: str, targets: tuple[str, ...] = ("app",)) -> Outcome:
    return check(folder, *targets, "--baseline", FILE, *arguments)


def entries(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / FILE).read_text(encoding="utf-8"))["findings"]
    return found


def rules(found: list[dict[str, Any]]) -> list[str]:
    return [item["rule"] for item in found]


def test_it_says_what_is_known_for_readers(project: Path) -> None:
    pool, thread = entries(project)
    assert (pool["path"], pool["rule"], pool["symbol"]) == ("db.py", "FL102", "db.pool")
    assert (thread["path"], thread["rule"], thread["resource"]) == ("jobs.py", "FL201", "threading.Thread")


def test_round_trip(project: Path) -> None:
    """Silent on what is known, loud on what is new, stale after the repair, gone when pruned."""
    outcome = run(project)
    assert (outcome.status, outcome.findings, rules(outcome.report["baseline"]["known"])) == (0, [], ["FL102", "FL201"])
    write(project, {"jobs.py": f"{THREAD}start()\nother = threading.Timer(1, print)\nother.start()\n"})
    outcome = run(project)
    assert (outcome.status, rules(outcome.findings)) == (1, ["FL203"])
    write(project, {"jobs.py": THREAD, "db.py": "pool = None\n"})
    assert run(project).status == 0
    stale = run(project, "--error-on-stale")
    assert (stale.status, rules(stale.report["baseline"]["stale"])) == (1, ["FL102"])
    assert "db.py: FL102 db.pool" in stale.stderr
    assert run(project, "--prune-baseline").status == 0
    assert rules(entries(project)) == ["FL201"]
    assert run(project, "--error-on-stale").status == 0


def test_code_that_moves_is_known(project: Path) -> None:
    write(project, {"db.py": "\n" * 100 + POOL, "jobs.py": "x = 1\n" * 100 + THREAD})
    write(project, {"app.py": "import neighbour\nimport db\nimport jobs\n", "neighbour.py": ""})
    outcome = run(project, "--error-on-stale")
    assert (outcome.status, outcome.findings) == (0, [])


def test_a_second_one_of_a_kind_is_new(project: Path) -> None:
    write(project, {"jobs.py": THREAD.replace("\n\nstart", "\n    threading.Thread(target=print).start()\n\nstart")})
    assert rules(run(project).findings) == ["FL201"]


@pytest.fixture
def services(tmp_path: Path) -> Path:
    """Two applications with a file of settings and a baseline above them."""
    write(tmp_path, {"a/db.py": POOL, "b/jobs.py": THREAD, "b/app.py": "import jobs\n"})
    write(tmp_path, {"forklint.toml": f"baseline = '{FILE}'\n"})
    assert check(tmp_path, "a", "b", "--update-baseline").status == 0
    return tmp_path


@pytest.mark.parametrize("target", [".", "app"])
def test_it_is_the_same_in_every_folder(target: str, services: Path) -> None:
    outcome = check(services / "b", target, "--error-on-stale")
    assert (outcome.status, rules(outcome.report["baseline"]["known"])) == (0, ["FL201"])
    write(services, {"b/jobs.py": "print()\n"})
    assert check(services / "b", ".", "--prune-baseline").status == 0
    assert [entry["path"] for entry in entries(services)] == ["a/db.py"]


def test_an_update_in_a_subfolder_speaks_of_that_alone(services: Path) -> None:
    write(services, {"b/more.py": POOL})
    assert check(services / "b", ".", "--update-baseline").status == 0
    assert [entry["path"] for entry in entries(services)] == ["a/db.py", "b/jobs.py", "b/more.py"]
    assert check(services, "a", "b", "--error-on-stale").findings == []


def test_pruning_adds_nothing(project: Path) -> None:
    write(project, {"db.py": f"{POOL}other = PooledDB(pymysql, mincached=1)\n"})
    assert run(project, "--prune-baseline").status == 1
    assert rules(entries(project)) == ["FL102", "FL201"]


@pytest.mark.parametrize("verb", ["--update-baseline", "--prune-baseline"])
@pytest.mark.parametrize(
    ("arguments", "targets"),
    [
        (("--select", "FL2"), ("app",)),
        (("--ignore", "FL1"), ("app",)),
        (("--min-confidence", "high"), ("app",)),
        ((), ("jobs",)),
    ],
)
def test_what_a_run_does_not_look_for_is_kept(
    verb: str, arguments: tuple[str, ...], targets: tuple[str, ...], project: Path
) -> None:
    outcome = run(project, verb, *arguments, targets=targets)
    assert outcome.report["baseline"]["stale"] == []
    assert rules(entries(project)) == ["FL102", "FL201"]


def test_what_cannot_be_looked_at_is_not_stale(project: Path) -> None:
    write(project, {"db.py": "pool = (\n"})
    outcome = run(project, "--error-on-stale")
    assert outcome.report["gaps"]
    assert outcome.report["baseline"]["stale"] == []


def test_a_comment_makes_an_entry_stale(project: Path) -> None:
    write(project, {"jobs.py": THREAD.replace(".start()\n\n", ".start()  # forklint: ignore[FL201] why\n\n")})
    assert rules(run(project).report["baseline"]["stale"]) == ["FL201"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is no baseline"),
        ('{"version": 2, "forklint": "0.1.0", "tar', "is no baseline"),
        ("<<<<<<< HEAD\n{}\n", "is no baseline"),
        ("[]", "is no baseline"),
        (f'{{"version": 2, "forklint": {"[" * 99999}{"]" * 99999}}}', "is no baseline"),
        ('{"version": 99, "entries": {}}', "is a baseline of version 99, and this forklint reads version 2"),
        ('{"version": 2, "forklint": "0.1.0", "targets": [], "findings": [{"rule": 1}]}', "is no baseline"),
    ],
)
@pytest.mark.parametrize("verb", ["--error-on-stale", "--update-baseline", "--prune-baseline"])
def test_a_file_that_cannot_be_read_is_left_alone(text: str, says: str, verb: str, project: Path) -> None:
    write(project, {FILE: text})
    outcome = run(project, verb)
    assert outcome.status == 2
    assert says in outcome.stderr
    assert (project / FILE).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--update-baseline",), "--update-baseline needs a baseline"),
        (("--baseline", "nowhere.json"), "there is no baseline"),
        (("--baseline", "nowhere/known.json", "--update-baseline"), "there is no folder"),
        (("--baseline", ".", "--update-baseline"), "is a folder"),
    ],
)
def test_what_does_not_fit_together_is_told(arguments: tuple[str, ...], says: str, project: Path) -> None:
    outcome = check(project, "app", *arguments)
    assert (outcome.status, outcome.stdout) == (2, "")
    assert says in outcome.stderr


def test_an_interrupted_write_leaves_the_old_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (project / FILE).read_bytes()
    write(project, {"db.py": ""})

    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(saving, "_like", interrupted)
    assert run(project, "--update-baseline").status == 130
    assert (project / FILE).read_bytes() == before
    assert list(project.glob(".forklint*")) == []


def test_the_configuration_may_name_it(project: Path) -> None:
    write(project, {"forklint.toml": f"baseline = '{FILE}'\n"})
    assert check(project, "app").findings == []
