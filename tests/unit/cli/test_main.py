"""What the command line answers: status, streams, and hints for slips."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import forklint
from forklint.cli import main as console
from forklint.cli.commands import COMMANDS
from forklint.cli.main import main
from tests.unit.trees import write


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An application with one error, without a deployment description."""
    monkeypatch.chdir(tmp_path)
    code = "import pymysql\nfrom dbutils.pooled_db import PooledDB\n\npool = PooledDB(pymysql, mincached=2)\n"
    return write(tmp_path, {"app.py": code})


Said = pytest.CaptureFixture[str]


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version(option: str, capsys: Said) -> None:
    assert main([option]) == 0
    assert capsys.readouterr().out == f"forklint {forklint.__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_help_lists_the_commands(arguments: list[str], capsys: Said) -> None:
    with suppress(SystemExit):
        assert main(arguments) == 0
    text = capsys.readouterr().out
    assert all(command in text for command in ("check", "probe", "loadtime", "rules", "rule", "facts"))


@pytest.mark.parametrize(
    ("arguments", "says", "hint"),
    [
        (["chekc"], "there is no command 'chekc'", "Did you mean `forklint check`?"),
        (["app.py"], "there is no command 'app.py'", "Did you mean `forklint check app.py`?"),
        (["shop:app"], "there is no command 'shop:app'", "Did you mean `forklint check shop:app`?"),
        (["zzz"], "there is no command 'zzz'", f"Commands: {', '.join(COMMANDS)}."),
        (["check", "--ouptut-format", "json"], "unrecognized arguments", "Did you mean `--output-format`?"),
        (["check", "--output-format", "jsn"], "invalid choice: 'jsn'", "Did you mean `json`?"),
        (["check", "--zzz"], "unrecognized arguments: --zzz", "`forklint check --help` explains the options."),
        (["check", "--select", "FL1,XX9"], "no rule's code begins with 'XX9'", "`forklint rules` lists them."),
        (["check", "--ignore", "FL999"], "--ignore: no rule's code begins", "`forklint rules` lists them."),
        (["rule", "FL12"], "there is no rule 'FL12'", "Did you mean `FL1"),
        (["rule", "pool-filled-before-frok"], "there is no rule", "Did you mean `FL102` (pool-filled-before-fork)?"),
        (["rule", "FL420"], "there is no rule 'FL420'", "Did you mean `FL402` ("),
        (["check", "--min-confidence", "HIGH"], "invalid choice: 'HIGH'", "Did you mean `high`?"),
        (["help"], "there is no command 'help'", "Did you mean `forklint --help`?"),
        (["rule"], "the following arguments are required: CODE", "`forklint rule --help`"),
        (["--zzz"], "unrecognized arguments: --zzz", "`forklint --help` explains the options."),
        (["check", "app:make(x)"], "no literals", "An entry is spelt"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(arguments: list[str], says: str, hint: str, capsys: Said) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("forklint: ")
    assert says in said.err
    assert hint in said.err


def test_configuration_mistakes_are_usage(project: Path, capsys: Said) -> None:
    write(project, {"pyproject.toml": "[tool.forklint]\nfolow = []\n"})
    assert main(["check"]) == 2
    assert "Did you mean 'follow'?" in capsys.readouterr().err


@pytest.mark.parametrize("target", ["nowhere", "nowhere:app", "bad.py", "empty"])
def test_could_not_look(target: str, project: Path, capsys: Said) -> None:
    write(project, {"bad.py": "def (:\n", "empty/README.md": ""})
    assert main(["check", target]) == 3
    assert capsys.readouterr().err.count("\n") == 2


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], 1),
        (["--fail-on", "error"], 1),
        (["--fail-on", "info"], 1),
        (["--fail-on", "never"], 0),
        (["--exit-zero"], 0),
        (["--ignore", "FL1"], 0),
        (["--ignore", "fl102,FL2"], 0),
        (["--select", "FL2", "--select", "FL3"], 0),
        (["--select", "FL102"], 1),
        (["--exclude", "app.py", "other"], 0),
    ],
)
def test_exit_status(options: list[str], status: int, project: Path, capsys: Said) -> None:
    write(project, {"other/safe.py": "x = 1\n"})
    assert main(["check", *options]) == status
    capsys.readouterr()


def test_a_milder_finding_does_not_fail_a_stricter_run(project: Path, capsys: Said) -> None:
    write(project, {"app.py": "", "gunicorn.conf.py": "preload_app = True\nreload = True\n"})
    assert main(["check", "--fail-on", "error"]) == 0
    assert main(["check"]) == 1
    capsys.readouterr()


def test_options_of_check_may_come_first(capsys: Said) -> None:
    assert main(["check", "--output-format", "concise", "app.py"]) == 1
    assert capsys.readouterr().out.startswith("app.py:4:8: FL102 ")


def test_an_interrupt_leaves_quietly(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    def interrupted(arguments: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(console, "_dispatch", interrupted)
    assert main(["check"]) == 130
    assert capsys.readouterr().err == ""


def test_a_mistake_of_forklint_does_not_read_as_findings(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    def broken(arguments: list[str]) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(console, "_dispatch", broken)
    assert main(["check"]) == 3
    error = capsys.readouterr().err
    assert "ZeroDivisionError" in error
    assert "a mistake in forklint" in error


@pytest.mark.parametrize(
    ("number", "hint"),
    [(errno.EMFILE, "`ulimit -n` shows it"), (errno.ENOSPC, "Make room"), (errno.ENOMEM, "Let fewer programs run")],
    ids=["files", "room", "memory"],
)
def test_what_the_system_has_no_more_of(number: int, hint: str, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    def refused(arguments: list[str]) -> int:
        raise OSError(number, os.strerror(number), b"/shop")

    monkeypatch.setattr(console, "_dispatch", refused)
    assert main(["check"]) == 3
    error = capsys.readouterr().err
    assert error.startswith(f"forklint: /shop: {os.strerror(number)}\n  ")
    assert hint in error
    assert "Traceback" not in error


@pytest.mark.parametrize("command", ["rules", "check"])
def test_a_reader_that_goes_away_is_no_error(command: str) -> None:
    program = f"import sys; from forklint.cli.main import main; sys.exit(main(['{command}']))"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 141


def test_rules(capsys: Said) -> None:
    assert main(["rules"]) == 0
    assert "FL102  error    pool-filled-before-fork" in capsys.readouterr().out
    assert main(["rules", "--output-format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {"code", "name", "severity", "summary", "since"} == set(listed[0])
    assert [row["code"] for row in listed] == sorted(row["code"] for row in listed)


@pytest.mark.parametrize("word", ["FL102", "fl102", "pool-filled-before-fork"])
def test_one_rule_by_code_or_name(word: str, capsys: Said) -> None:
    assert main(["rule", word]) == 0
    text = capsys.readouterr().out
    assert text.startswith("FL102 pool-filled-before-fork  error\n")
    assert [
        title for title in ("What it finds", "Why that is harmful", "What to do", "Bad: ", "Good: ") if title in text
    ]
    assert text.index("Bad: ") < text.index("Good: ")


def test_one_rule_as_json(capsys: Said) -> None:
    assert main(["rule", "FL102", "--output-format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["code"], found["severity"]) == ("FL102", "error")
    assert found["invalid"]
    assert found["valid"]


def test_facts(project: Path, capsys: Said) -> None:
    assert main(["facts"]) == 0
    assert "DBUtils  (dbutils, DBUtils)" in capsys.readouterr().out
    write(project, {"pyproject.toml": "[tool.forklint]\nfacts = ['mine']\n"})
    mine = 'distribution = "acme"\nmodules = ["acme"]\nsource = "https://acme.example"\n'
    write(project, {"mine/acme.toml": mine})
    assert main(["facts", "--output-format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [row for row in listed if row["distribution"] == "acme"] == [
        {
            "distribution": "acme",
            "modules": ["acme"],
            "types": 0,
            "calls": 0,
            "resources": 0,
            "proven": 0,
            "source": "https://acme.example",
            "file": str(project / "mine" / "acme.toml"),
        }
    ]


def test_load_time(project: Path, capsys: Said) -> None:
    write(project, {"wsgi.py": "import app\n\ndef make():\n    return unknown()\n\nmake()\n"})
    assert main(["loadtime", "wsgi:app"]) == 0
    text = capsys.readouterr().out
    assert "app  app.py  (imported at wsgi.py:1)" in text
    assert "wsgi.make  wsgi.py:3" in text
    assert main(["loadtime", "wsgi:app", "--output-format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["modules"] == [
        {"name": "wsgi", "path": "wsgi.py", "imported_by": None},
        {"name": "app", "path": "app.py", "imported_by": {"path": "wsgi.py", "line": 1}},
    ]
    assert found["functions"] == [{"name": "wsgi.make", "path": "wsgi.py", "line": 3}]
    assert set(found) == {"modules", "functions", "unresolved"}


def test_a_project_may_bring_its_own_facts(project: Path, capsys: Said) -> None:
    facts = (
        'distribution = "acme"\nmodules = ["acme"]\nsource = "https://acme.example"\n[[type]]\nname = "acme.Pool"\n'
        'kind = "pool"\nrule = "FL102"\nstate = "live"\n'
    )
    write(project, {"app.py": "import acme\npool = acme.Pool()\n", "mine/acme.toml": facts})
    assert main(["check", "--no-cache"]) == 0
    write(project, {"pyproject.toml": "[tool.forklint]\nfacts = ['mine']\n"})
    assert main(["check", "--no-cache", "--output-format", "concise"]) == 1
    assert "acme.Pool" in capsys.readouterr().out
