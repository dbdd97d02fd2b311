"""Whoever ends an experiment, or the demo, at any moment, ends all of its servers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.probe.hostile import leftovers
from tests.stress.running import ODD, command

pytestmark = [
    pytest.mark.real("gunicorn", "urllib3"),
    pytest.mark.timeout(60),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is left is counted in /proc"),
]
STRESS = command("stress", "app:app", "--path", "/ok", "--no-probe", "--requests", "200")
DEMO = command("demo")
IN_ORDER = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -signal.SIGKILL}
MOMENTS = [(0.3, signal.SIGINT), (0.9, signal.SIGKILL), (1.3, signal.SIGTERM), (2.1, signal.SIGINT)]


def ended(words: list[str], seconds: float, number: signal.Signals, folder: Path) -> leftovers.Census:
    """Start it, end it after a while, and say what is left; temporary files are counted in a folder of their own."""
    token = "stress" + os.urandom(8).hex()
    environment = {**os.environ, leftovers.MARK: token, "TMPDIR": str(folder), "HOME": str(folder)}
    with leftovers.adopting() as collect:
        before = leftovers.census(token, [folder])
        process = subprocess.Popen(
            words,
            cwd=ODD,
            env={**environment, "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            time.sleep(seconds)
            process.send_signal(number)
            errors = process.communicate(timeout=20)[1].decode()
            left = leftovers.left_behind(before, token, [folder], 5.0, collect)
        finally:
            process.kill()
            process.communicate()
            leftovers.end_marked(token)
    assert process.returncode in (IN_ORDER[number], -number), errors
    assert "Traceback" not in errors
    return left


@pytest.mark.parametrize(("seconds", "number"), MOMENTS, ids=lambda value: str(value))
def test_an_experiment_that_is_ended(seconds: float, number: signal.Signals) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert not ended(STRESS, seconds, number, Path(folder))


@pytest.mark.real("flask", "pymysql", "dbutils", "mysql_mimic")
@pytest.mark.parametrize(
    ("seconds", "number"), [(2.5, signal.SIGINT), (6.0, signal.SIGTERM)], ids=lambda value: str(value)
)
def test_a_demo_that_is_ended(seconds: float, number: signal.Signals) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert not ended(DEMO, seconds, number, Path(folder))
