"""A hundred runs in a row leave no process, no descriptor and no file behind."""

from __future__ import annotations

import sys
from itertools import cycle, islice
from pathlib import Path

import pytest

from tests.probe.hostile.hundred import quick, runs

RUNS = 100
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is left is counted in /proc"),
]


def test_hundred_runs_leave_nothing(tmp_path: Path) -> None:
    done = runs(islice(cycle(quick()), RUNS), tmp_path)
    assert len(done.names) == RUNS
    assert len(set(done.names)) > 60
    assert done.wrong == ()
    assert not done.left
