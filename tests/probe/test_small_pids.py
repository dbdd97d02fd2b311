"""In a container process ids are small numbers, which may stand for anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

APPLICATIONS = Path(__file__).parent / "applications"
ISOLATED = ["unshare", "--fork", "--pid", "--mount-proc"]
"""A command gets process ids from 1 on."""


def _permitted() -> bool:
    try:
        return subprocess.run([*ISOLATED, "true"], capture_output=True, timeout=20).returncode == 0
    except OSError:
        return False


pytestmark = pytest.mark.skipif(not _permitted(), reason="no process ids of our own: unshare(1) is not permitted here")


def _probed(folder: Path) -> str:
    command = [*ISOLATED, sys.executable, "-m", "forklint", "probe", "app:app", "--output-format", "concise"]
    paths = os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ["safe_pid_keyed_connection", "safe_pid_guard", "safe_renewed_thread"])
def test_what_is_guarded_by_the_pid_is_silent(name: str) -> None:
    assert _probed(APPLICATIONS / name / "repaired") == ""


def test_a_number_that_equals_a_pid_is_none(tmp_path: Path) -> None:
    numbers = "import socket\n\npairs = {number: socket.socketpair() for number in range(1, 40)}\n"
    (tmp_path / "app.py").write_text(f"{numbers}app = print\n", encoding="utf-8")
    assert "app.py:3" in _probed(tmp_path)


def test_a_captured_pid_is_known_by_its_name() -> None:
    assert "FL502" in _probed(APPLICATIONS / "captured_pid" / "faulty")
