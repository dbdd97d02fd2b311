"""A broken facts file of a user's: findings are printed, the mistake is told, the exit status is 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forklint.check import probing
from forklint.cli.main import main
from tests.unit import made
from tests.unit.fakes import FakeProber
from tests.unit.trees import write

CODE = "import pymysql\nfrom dbutils.pooled_db import PooledDB\n\npool = PooledDB(pymysql, mincached=2)\n"
BROKEN = 'distribution = "acme"\nmodules = ["acme"]\nsource = "x"\n[[type]]\nname = "acme.Pool"\nkidn = "pool"\n'
SAID = "forklint: mine/acme.toml: row 1 of [[type]], acme.Pool: there is no key `kidn`; did you mean `kind`?\n"

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    configuration = "[tool.forklint]\nfacts = ['mine']\n"
    return write(tmp_path, {"app.py": CODE, "pyproject.toml": configuration, "mine/acme.toml": BROKEN})


def test_findings_are_printed_all_the_same(capsys: Said) -> None:
    for _ in range(2):  # the second is answered from the cache
        assert main(["check", "--cache-dir", "cache", "--output-format", "json", "--exit-zero"]) == 2
        said = capsys.readouterr()
        assert [finding["rule"] for finding in json.loads(said.out)["findings"]] == ["FL102"]
        assert said.err == f"{SAID}  docs/adding-a-fact.md lists the keys.\n"


def test_each_mistake_has_a_line(project: Path, capsys: Said) -> None:
    write(project, {"mine/b.toml": "[[", "mine/c.toml": ""})
    assert main(["check", "--no-cache"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[:2] for line in lines[:-1]] == [
        ["forklint", f"mine/{one}.toml"] for one in ("acme", "b", "c")
    ]


def test_a_probe_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    monkeypatch.setattr(probing, "_prober", lambda: FakeProber(made.probed()))
    assert main(["probe", "app:pool", "--server", "generic"]) == 2
    assert capsys.readouterr().err.startswith(SAID)


def test_load_time_is_listed_all_the_same(capsys: Said) -> None:
    assert main(["loadtime", "app.py"]) == 2
    said = capsys.readouterr()
    assert "app  app.py  (entry)" in said.out
    assert said.err.startswith(SAID)


def test_what_could_not_be_probed_weighs_more(capsys: Said) -> None:
    assert main(["check", "app.py", "--probe", "--no-cache", "--server", "uwsgi", "--python", "/bin/true"]) == 3
    said = capsys.readouterr()
    assert "FL102" in said.out
    assert said.err.startswith(SAID)
    assert said.err.count("forklint: ") == 2
