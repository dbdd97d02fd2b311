"""Whoever ends an experiment, or the demo, at any moment, ends all of its servers."""

from __future__ import annotations

import signal
import sys

import pytest

from tests.stress.ending import Interruption, run
from tests.stress.running import command

pytestmark = [
    pytest.mark.real("gunicorn", "urllib3"),
    pytest.mark.timeout(60),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is left is counted in /proc"),
]
STRESS = command("stress", "app:app", "--path", "/ok", "--no-probe", "--requests", "200")
DEMO = command("demo")
MOMENTS = [(0.3, signal.SIGINT), (0.9, signal.SIGKILL), (1.3, signal.SIGTERM), (2.1, signal.SIGINT)]
OF_DEMO = [(2.5, signal.SIGINT), (4.0, signal.SIGKILL), (6.0, signal.SIGTERM)]


def ended(words: list[str], seconds: float, number: signal.Signals) -> None:
    """In order, and without a trace."""
    interruption = Interruption(seconds, number)
    left = run(words, interruption)
    assert left.status in interruption.statuses, left.errors
    assert "Traceback" not in left.errors
    assert not left.census


@pytest.mark.parametrize(("seconds", "number"), MOMENTS, ids=str)
def test_an_experiment_that_is_ended(seconds: float, number: signal.Signals) -> None:
    ended(STRESS, seconds, number)


@pytest.mark.real("flask", "pymysql", "dbutils", "mysql_mimic")
@pytest.mark.parametrize(("seconds", "number"), OF_DEMO, ids=str)
def test_a_demo_that_is_ended(seconds: float, number: signal.Signals) -> None:
    ended(DEMO, seconds, number)
