"""From an error text to its incident."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from forklint.cli.main import main
from forklint.knowledge.facts import Facts
from forklint.knowledge.lookup import find
from forklint.knowledge.rules import rule_paths
from forklint.knowledge.symptoms import Symptom, matching, symptoms

ROOT = Path(__file__).resolve().parents[3]
FIXTURES = ROOT / "fixtures"
every_symptom = pytest.mark.parametrize("symptom", symptoms().values(), ids=list(symptoms()))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("decryption failed or bad record mac", "tls"),
        ("Packet sequence number wrong", "mysql"),
        ("pymysql.err.InternalError: Packet sequence number wrong - got 7 expected 1", "mysql"),
        ("Commands out of sync", "mysql"),
        ("(2014, \"Commands out of sync; you can't run this command now\")", "mysql"),
        ("LOST SYNCHRONIZATION with server", "postgresql"),
        ("UserWarning: MongoClient opened before fork. May not be entirely fork-safe", "mongodb"),
        ("This result object does not return rows", "mysql"),
        ("This process (pid=4711) is multi-threaded, use of fork() may lead to deadlocks in the child.", "threads"),
    ],
)
def test_a_text_has_one_incident(text: str, name: str) -> None:
    assert list(matching(text)) == [name]


@pytest.mark.parametrize("text", ["", "42", "failed", "synchronization", "no such table: orders"])
def test_what_says_nothing_of_a_fork(text: str) -> None:
    assert matching(text) == {}


@every_symptom
def test_what_it_names_is_there(symptom: Symptom) -> None:
    facts = Facts()
    assert set(symptom.rules) <= set(rule_paths())
    assert [name for name in symptom.libraries if not find(name, facts)] == []
    assert symptom.texts


@every_symptom
def test_an_application_that_shows_it_has_a_twin_and_says_what_is_seen(symptom: Symptom) -> None:
    told = {bool(symptom.fixture), bool(symptom.twin), "$ forklint stress" in symptom.experiment}
    assert len(told) == 1
    assert all((FIXTURES / name).is_dir() for name in (symptom.fixture, symptom.twin))


@pytest.mark.parametrize(
    ("text", "page", "code"),
    [
        ("decryption failed or bad record mac", "tls", "FL102"),
        ("Packet sequence number wrong", "mysql", "FL102"),
        ("Commands out of sync", "mysql", "FL102"),
        ("lost synchronization with server", "postgresql", "FL102"),
        ("MongoClient opened before fork", "mongodb", "FL101"),
        ("This result object does not return rows", "mysql", "FL102"),
    ],
)
def test_the_page_and_the_rule_are_named(text: str, page: str, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["symptom", text]) == 0
    printed = capsys.readouterr().out
    assert re.findall(r"^  page +docs/incidents/(\w+)\.md", printed, re.MULTILINE) == [page]
    assert f" {code} " in printed
    assert (ROOT / "docs" / "incidents" / f"{page}.md").is_file()


def test_it_reads_a_log(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    log = "GET /orders 500\nOperationalError: SSL error: decryption failed or bad record mac\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(log))
    assert main(["symptom", "-", "--output-format", "json"]) == 0
    assert list(json.loads(capsys.readouterr().out)["symptoms"]) == ["tls"]


def test_a_log_need_not_be_text(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    log = io.TextIOWrapper(io.BytesIO(b"\xff\xfe Packet sequence number wrong"), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", log)
    assert main(["symptom", "-"]) == 0
    assert "MySQL" in capsys.readouterr().out


def test_experiments_that_saw_it_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["symptom", "decryption failed or bad record mac"]) == 0
    assert "psycopg2" in capsys.readouterr().out.partition("Seen in experiments")[2]


def test_nothing_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["symptom", "something quite different went wrong here"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "no incident and no experiment has this text" in printed.err
