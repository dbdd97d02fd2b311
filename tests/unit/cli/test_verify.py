"""`forklint facts verify`: what is run, what is skipped, what is said, and that nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from forklint.cli import verify as command
from forklint.cli.main import main
from forklint.errors import CouldNotLook
from forklint.proofs import verify as proofs
from forklint.proofs.claims import Claim
from forklint.proofs.prove import Proof
from forklint.proofs.recipe import Experiment
from forklint.proofs.stages import Setting
from forklint.proofs.verify import Verified
from tests.unit.trees import write

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is open is read from /proc")

RIGHT = Claim("is live once it is made", "1 socket", holds=True)
WRONG = Claim("breaks in workers", "right (50 calls) from redis://me:hunter2222@db", holds=False)
OWN = """distribution = "packaging"
modules = ["packaging"]
source = "https://packaging.pypa.io"

[[type]]
name = "packaging.version.Version"
kind = "pool"
rule = "FL103"

[[type]]
name = "packaging.version.Verzion"
aliases = ["packaging.Verzion"]
kind = "pool"
rule = "FL103"

[[type]]
name = "packaging.Only made"
kind = "pool"
rule = "FL103"

[[call]]
names = ["packaging.make"]
makes = "packaging.Only made"
"""

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with facts of its own. Whatever is installed here, redis is; experiments are not run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(proofs, "installed", lambda names, python: "1.2")
    write(tmp_path, {"pyproject.toml": "[tool.forklint]\nfacts = ['mine']\n", "mine/packaging.toml": OWN})
    return tmp_path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Setting]:
    """Settings that experiments were run in: each shows one claim."""
    settings: list[Setting] = []

    def prove(experiment: Experiment, facts: object, setting: Setting) -> Proof:
        settings.append(setting)
        return Proof(experiment, "1.2", (RIGHT,))

    monkeypatch.setattr(proofs, "prove", prove)
    return settings


@pytest.fixture
def port() -> Iterator[int]:
    """Of something that takes connections."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_server_that_nobody_named_is_asked_for(asked: list[Setting], capsys: Said) -> None:
    assert main(["facts", "verify", "redis.Redis"]) == 3
    text = capsys.readouterr().out
    assert "\nredis.Redis  (redis.Client)\n  skipped   it needs a server: redis\n" in text
    assert "  forklint facts verify redis.Redis --service redis://user:password@host:port/database\n" in text
    assert asked == []


def test_an_address_is_handed_on(port: int, asked: list[Setting], capsys: Said) -> None:
    url = f"redis://me:p%40ss%2Fword@127.0.0.1:{port}/3"
    assert main(["facts", "verify", "redis.Redis", "--service", url]) == 0
    at = {"name": "redis", "host": "127.0.0.1", "port": port, "user": "me", "password": "p@ss/word", "database": "3"}
    assert [(setting.python, dict(setting.at)) for setting in asked] == [(sys.executable, at)]
    text = capsys.readouterr().out
    assert "  ok        is live once it is made: 1 socket\n" in text
    assert text.endswith("\n1 experiment: 1 as claimed, 0 not.\n")


def test_a_server_that_does_not_answer_is_said(asked: list[Setting], capsys: Said) -> None:
    assert main(["facts", "verify", "redis.Redis", "--service", "redis://me:hunter2222@127.0.0.1:1"]) == 3
    text = capsys.readouterr().out
    assert "skipped   nothing answers at 127.0.0.1:1 (Connection refused)" in text
    assert "Start that server, or correct --service." in text
    assert "hunter2222" not in text


def test_a_server_of_our_own_is_started_and_ended(asked: list[Setting], capsys: Said) -> None:
    assert main(["facts", "verify", "requests"]) == 0
    assert "1 experiment: 1 as claimed, 0 not." in capsys.readouterr().out
    at = asked[0].at
    assert at["name"] == "web"
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((at["host"], at["port"]))


def test_several_libraries_may_have_one_name(
    asked: list[Setting], monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    def installed(names: tuple[str, ...], python: str) -> str:
        if "spanner" in names[0]:
            raise CouldNotLook("it is not there")
        return "1.2"

    monkeypatch.setattr(proofs, "installed", installed)
    monkeypatch.setattr(proofs, "experiments", lambda distribution: [])
    assert main(["facts", "verify", "google"]) == 3
    text = capsys.readouterr().out
    assert "google-cloud-storage 1.2, for " in text
    assert "spanner" not in text


@pytest.mark.parametrize(
    ("results", "status"),
    [
        ([Verified("a", "x.A", (RIGHT,)), Verified("b", skipped="unproven")], 0),
        ([Verified("a", "x.A", (RIGHT, WRONG)), Verified("b", "x.B", skipped="no server")], 1),
        ([Verified("a", "x.A", (RIGHT,)), Verified("b", "x.B", skipped="no server")], 3),
        ([Verified("b", skipped="unproven")], 3),
        ([], 3),
    ],
)
def test_status(results: list[Verified], status: int) -> None:
    assert command.status(results) == status


@pytest.mark.parametrize("form", ["text", "json"])
def test_passwords_are_hidden(form: str, port: int, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    claim = Claim("breaks in workers", "Access denied for 'me' with 'abc', not abcd; redis://me:abc@db", holds=False)
    monkeypatch.setattr(proofs, "prove", lambda experiment, facts, setting: Proof(experiment, "1.2", (claim,)))
    url = f"redis://me:abc@127.0.0.1:{port}"
    assert main(["facts", "verify", "redis.Redis", "--service", url, "--output-format", form]) == 1
    text = " ".join(capsys.readouterr().out.split())
    assert "Access denied for 'me' with '***', not abcd; redis://me:***@db" in text


def test_what_ends_an_experiment_is_told_without_passwords(
    port: int, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    def prove(experiment: Experiment, facts: object, setting: Setting) -> Proof:
        raise CouldNotLook("it did not come to its workers", "AuthenticationError: hunter2222\nis wrong")

    monkeypatch.setattr(proofs, "prove", prove)
    assert main(["facts", "verify", "redis.Redis", "--service", f"redis://:hunter2222@127.0.0.1:{port}"]) == 3
    text = capsys.readouterr().out
    assert (
        "  skipped   it did not come to its workers\n            AuthenticationError: ***\n            is wrong\n"
        in text
    )


def test_json(port: int, asked: list[Setting], capsys: Said) -> None:
    address = f"redis://127.0.0.1:{port}"
    assert main(["facts", "verify", "redis.Redis", "--service", address, "--output-format", "json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["row"], one["experiment"], one["version"], one["holds"]) == ("redis.Redis", "redis.Client", "1.2", True)


@pytest.mark.parametrize(
    ("arguments", "says", "hint"),
    [
        (["--service", "mysql://db"], "no experiment of redis.Redis talks to mysql://", "They need redis."),
        (["--service", "db.example"], "it names no scheme", "scheme://user:password@host:port/database"),
        (["--service", "redis:///0"], "it names no host", "scheme://user:password@host:port/database"),
        (["--service", "redis://me:hunter/22@db"], "that is no address", "percent-encoded"),
        (["--python", "nowhere/python"], "--python: nothing can be executed", "Name the Python"),
    ],
)
def test_slips(arguments: list[str], says: str, hint: str, capsys: Said) -> None:
    assert main(["facts", "verify", "redis.Redis", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert hint in said.err
    assert "hunter" not in said.err


def test_an_unknown_name_is_no_reason_to_run_anything(capsys: Said) -> None:
    assert main(["facts", "verify", "reddis"]) == 2
    assert "Did you mean `redis`" in capsys.readouterr().err


@pytest.mark.parametrize("python", ["/bin/true", sys.executable])
def test_what_is_not_installed_cannot_be_looked_at(python: str, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    from forklint.proofs.versions import installed

    monkeypatch.setattr(proofs, "installed", installed)
    assert main(["facts", "verify", "aerospike", "--python", python]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    if python == sys.executable:
        assert f"aerospike is not installed for {python}" in said.err
        assert "Install it there: pip install aerospike\n  --python names the Python that has it.\n" in said.err
    else:
        assert "/bin/true is no Python" in said.err


def test_a_name_that_the_library_does_not_have_is_said(capsys: Said) -> None:
    """Of the user's own facts; names that only facts use are not looked for."""
    assert main(["facts", "verify", "packaging"]) == 1
    text = capsys.readouterr().out
    absent = "packaging.version.Verzion\n  NOT SEEN  its names exist: the installed library has none of them\n"
    assert absent in text
    assert text.count("NOT SEEN") == 1
    assert text.endswith("3 resources without an experiment; 1 without a name that exists.\n")


def test_a_broken_file_of_the_users_is_said_afterwards(
    project: Path, port: int, asked: list[Setting], capsys: Said
) -> None:
    write(project, {"mine/b.toml": "[["})
    assert main(["facts", "verify", "redis.Redis", "--service", f"redis://127.0.0.1:{port}"]) == 2
    said = capsys.readouterr()
    assert "1 as claimed" in said.out
    assert said.err.startswith("forklint: mine/b.toml: is not valid TOML")


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_end_leaves_nothing_behind(number: signal.Signals, tmp_path: Path) -> None:
    """One of this experiment's workers hangs for seconds."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    words = [sys.executable, "-m", "forklint", "facts", "verify", "concurrent.futures.ThreadPoolExecutor"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(temporary)}) as process:
        until, begun = time.monotonic() + 60, list[psutil.Process]()
        while len(begun) < 3 and time.monotonic() < until:
            begun = psutil.Process(process.pid).children(recursive=True)
            time.sleep(0.02)
        process.send_signal(number)
        assert process.wait(30) == 128 + number
    assert len(begun) == 3, "a master and its two workers"
    assert psutil.wait_procs(begun, 10)[1] == []
    assert list(temporary.iterdir()) == []
