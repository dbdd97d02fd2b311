"""An application on another Python than forklint's, where nothing of forklint is installed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from forklint.check.probing import probe
from forklint.check.request import CheckRequest, ProbeOptions
from forklint.cli.main import main
from forklint.errors import CouldNotLook
from forklint.model.report import Report
from tests.probe.watched import LINUX, VERSIONS, python

APPLICATION = """
import random
import socket
import sqlite3
import sys
import threading

pair = socket.socketpair()  # FL104
database = sqlite3.connect("shop.db")  # FL403
database.execute("create table if not exists orders (number)")
threading.Thread(target=threading.Event().wait, daemon=True).start()  # FL201
lots = random.Random()  # FL501
version = sys.version_info[:2]


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
"""
OLD = ("2.7", "3.8")


def wanted() -> set[tuple[str, int]]:
    """Rule and line of each fault, as its comment says."""
    lines = enumerate(APPLICATION.strip().splitlines(), 1)
    return {(line.partition("# ")[2], number) for number, line in lines if "# FL" in line}


def old(version: str) -> str:
    """The path of a Python that the agent does not run on; the test is skipped where it is not installed."""
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found = sorted(root.glob(f"versions/{version}.*/bin/python{version}"))
    if not found:
        pytest.skip(f"Python {version} is not installed")
    return str(found[-1])


def probed(folder: Path, interpreter: str) -> Report:
    (folder / "app.py").write_text(dedent(APPLICATION).lstrip("\n"), encoding="utf-8")
    return probe(CheckRequest(targets=("app:app",), cwd=folder), ProbeOptions(server="generic", python=interpreter))


@LINUX
@pytest.mark.parametrize("version", [*VERSIONS, "3.14"])
def test_another_python(version: str, tmp_path: Path) -> None:
    report = probed(tmp_path, python(version))
    assert {(found.rule, found.place.line) for found in report.findings} == wanted()
    assert report.probes[0].looked.python.startswith(f"{version}.")
    assert report.gaps == ()


@pytest.mark.parametrize("version", OLD)
def test_a_python_that_is_too_old(version: str, tmp_path: Path) -> None:
    with pytest.raises(CouldNotLook, match=rf"is Python {version}\.\d+, and the probe needs 3.9 or newer"):
        probed(tmp_path, old(version))


@pytest.mark.parametrize("server", ["generic", "gunicorn"])
@pytest.mark.parametrize("program", ["/bin/true", "/bin/cat", "/etc/passwd"])
def test_what_is_no_python(program: str, server: str, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("app = print\n", encoding="utf-8")
    options = ProbeOptions(server=server, python=program)
    with pytest.raises(CouldNotLook, match=r"is no Python|cannot be executed|cannot start") as told:
        probe(CheckRequest(targets=("app:app",), cwd=tmp_path), options)
    assert program in told.value.message
    assert "--python" in told.value.hint


def test_a_python_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "bin" / "python")
    assert main(["probe", "app:app", "--python", missing]) == 2
    assert missing in capsys.readouterr().err
    with pytest.raises(CouldNotLook, match="No such file"):
        probed(tmp_path, missing)


def test_nothing_of_forklint_is_needed_there(tmp_path: Path) -> None:
    """The bare interpreter below our virtual environment has neither forklint nor psutil."""
    assert probed(tmp_path, f"{sys.base_prefix}/bin/python3").findings
