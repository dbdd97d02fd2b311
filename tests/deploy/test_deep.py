"""A description that nests too deeply for its reader is a gap, and the others are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import console
from tests.unit.trees import write

DEEP = 5000
NESTED = {
    "Procfile": f"web: {'(' * DEEP} gunicorn a:b {')' * DEEP}\n",
    "deploy.sh": "if true; then\n" * DEEP + "gunicorn a:b\n" + "fi\n" * DEEP,
    "run.py": f"import subprocess\nx = {'-' * DEEP}1\nsubprocess.run(['gunicorn', 'a:b', x])\n",
}


@pytest.mark.parametrize("name", NESTED)
def test_it_is_a_gap(name: str, tmp_path: Path) -> None:
    write(tmp_path, {name: NESTED[name], "Dockerfile": 'FROM python\nCMD ["gunicorn", "shop:app"]\n'})
    outcome = console(tmp_path, "deployments")
    assert "Traceback" not in outcome.stderr
    assert f"{name}:1  nests too deeply to be read" in outcome.stdout
    assert "started by Dockerfile:2" in outcome.stdout
