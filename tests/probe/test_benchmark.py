"""The benchmark's own application, loaded and probed as `python -m benchmarks.probe` does it; nothing is timed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.loads import BASE, PROBE, TWICE, UNDER_GUNICORN, commands, prepared, taken
from benchmarks.tools import Tools
from tests.services.fixtures import need_packages

pytestmark = [pytest.mark.real, pytest.mark.timeout(120)]


@pytest.mark.parametrize("name", [BASE, PROBE, UNDER_GUNICORN, TWICE])
def test_each_command_loads_the_application(name: str, tmp_path: Path):
    need_packages("django", "flask", "sqlalchemy", "redis", "gunicorn")
    prepared(tmp_path)
    here = Tools(Path(sys.prefix))
    command = next(one for one in commands(here, tmp_path) if one.name == name)
    sample = taken(command, tmp_path / "times")
    assert 0 < sample.wall < sample.whole
    assert sample.processor > 0
