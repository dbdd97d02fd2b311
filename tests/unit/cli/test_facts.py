"""`forklint facts`: the list, one library, one row, slips."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forklint.cli.main import main
from forklint.knowledge import evidence
from tests.unit.trees import write

PROOF = evidence.Evidence(
    distribution="DBUtils",
    version="3.1.2",
    python="3.11.7",
    date="2026-11-22",
    experiment="dbutils.Pool",
    claims=(
        evidence.Claim(text="is live once it is made", seen="2 socket", holds=True),
        evidence.Claim(text="breaks in workers", seen="right (50 calls)", holds=False),
    ),
)
POOL = "dbutils.pooled_db.PooledDB"

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One row is proven, whatever was proven here."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(evidence, "of", lambda row: PROOF if row == POOL else None)
    return tmp_path


def test_the_list_says_what_is_proven(capsys: Said) -> None:
    assert main(["facts"]) == 0
    lines = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if line.startswith("DBUtils")]
    assert line.endswith("resources, 1 proven")
    assert lines[-2].endswith(", 1 of them proven by an experiment.")
    assert max(map(len, lines)) <= 80


def test_the_list_as_json(project: Path, capsys: Said) -> None:
    assert main(["facts", "--output-format", "json"]) == 0
    listed = {row["distribution"]: row for row in json.loads(capsys.readouterr().out)}
    assert listed["DBUtils"]["proven"] == 1
    assert listed["redis"]["resources"] > listed["redis"]["proven"] == 0


@pytest.mark.parametrize("name", ["DBUtils", "dbutils", POOL, "dbutils.PooledDB"])
def test_one_library(name: str, capsys: Said) -> None:
    assert main(["facts", name]) == 0
    text = capsys.readouterr().out
    assert f"\n{POOL}  (pool)\n" in text
    assert "\n  proof          3.1.2 on Python 3.11.7, 2026-11-22: 1 of 2 claims were not seen\n" in text
    assert "\n                 ok: is live once it is made (2 socket)\n" in text
    assert "\n                 NOT SEEN: breaks in workers (right (50 calls))\n" in text
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 80
    assert "\x1b" not in text


def test_what_is_unproven_says_so(capsys: Said) -> None:
    assert main(["facts", "redis.Redis"]) == 0
    text = capsys.readouterr().out
    assert "proof          unproven: it rests on its source" in text
    assert "since 2.4.12 (2012-06): it compares process ids; works under" in text
    assert text.count("  judged by  ") == 1


@pytest.mark.parametrize("name", ["Psycopg2_Binary", "psycopg2"])
def test_names_are_compared_as_indexes_do(name: str, capsys: Said) -> None:
    assert main(["facts", name]) == 0
    assert capsys.readouterr().out.startswith("psycopg2\n")


def test_a_call_shows_what_it_makes(capsys: Said) -> None:
    assert main(["facts", "sqlalchemy.create_engine"]) == 0
    text = capsys.readouterr().out
    assert text.count("  judged by  ") == 1
    assert "\nsqlalchemy.engine.Engine  (pool)\n" in text


def test_a_row_that_is_no_resource_is_shown_as_it_is(capsys: Said) -> None:
    assert main(["facts", "os.fork"]) == 0
    assert "os.fork  ([[call]], no resource by itself)\n" in capsys.readouterr().out
    assert main(["facts", "os.fork", "--output-format", "json"]) == 0
    (library,) = json.loads(capsys.readouterr().out)
    assert library["rows"][0]["keys"]["forks"] is True


@pytest.mark.parametrize("name", ["concurrent.futures", "sqlalchemy.orm", "google"])
def test_the_beginning_of_names_is_enough(name: str, capsys: Said) -> None:
    assert main(["facts", name]) == 0
    assert "imported as" in capsys.readouterr().out


def test_a_library_without_resources_says_so(capsys: Said) -> None:
    assert main(["facts", "structlog"]) == 0
    assert "Nothing that it makes is harmed by a fork" in capsys.readouterr().out


def test_one_library_as_json(capsys: Said) -> None:
    assert main(["facts", "DBUtils", "--output-format", "json"]) == 0
    (library,) = json.loads(capsys.readouterr().out)
    rows = {row["name"]: row for row in library["resources"]}
    assert rows[POOL]["proof"]["claims"][1] == {"text": "breaks in workers", "seen": "right (50 calls)", "holds": False}
    assert [name for name, row in rows.items() if row["proof"]] == [POOL]


@pytest.mark.parametrize(
    ("arguments", "says", "hint"),
    [
        (["sqlalchmey"], "no fact goes by the name 'sqlalchmey'", "Did you mean `SQLAlchemy`"),
        (["redis.Reddis"], "no fact goes by the name 'redis.Reddis'", "Did you mean `redis.Redis`"),
        (["zzzzzzz"], "no fact goes by the name 'zzzzzzz'", "`forklint facts` lists the libraries"),
        (["redis", "pika"], "one name at a time", "`forklint facts --help`"),
        (["verify"], "verify what?", "forklint facts verify redis"),
        (["redis", "--python", "python"], "--python says where to verify", "forklint facts verify NAME"),
        (["redis", "--service", "redis://x"], "--service says where to verify", "forklint facts verify NAME"),
    ],
)
def test_slips(arguments: list[str], says: str, hint: str, capsys: Said) -> None:
    assert main(["facts", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert hint in said.err


@pytest.mark.parametrize("arguments", [[], ["redis"]])
def test_a_broken_file_of_the_users_keeps_nothing_from_working(
    arguments: list[str], project: Path, capsys: Said
) -> None:
    write(project, {"pyproject.toml": "[tool.forklint]\nfacts = ['mine']\n", "mine/acme.toml": "[["})
    assert main(["facts", *arguments]) == 2
    said = capsys.readouterr()
    assert "redis" in said.out
    assert said.err.startswith("forklint: mine/acme.toml: is not valid TOML: ")


def test_a_broken_file_may_be_why_a_name_is_unknown(project: Path, capsys: Said) -> None:
    write(project, {"pyproject.toml": "[tool.forklint]\nfacts = ['mine']\n", "mine/acme.toml": "[["})
    assert main(["facts", "acme"]) == 2
    said = capsys.readouterr().err
    assert "mine/acme.toml: is not valid TOML" in said
    assert "no fact goes by the name 'acme'" in said
