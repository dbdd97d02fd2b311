"""`forklint demo` tells the whole story."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.services.fixtures import need
from tests.stress.running import command

pytestmark = [
    pytest.mark.real("gunicorn", "flask", "pymysql", "dbutils", "mysql_mimic", "urllib3"),
    pytest.mark.timeout(180),
]
AGAIN = (pytest.mark.slow, pytest.mark.further)


@pytest.mark.parametrize("server", ["mysql-mimic", pytest.param("mariadb", marks=AGAIN)])
def test_the_story(server: str, tmp_path: Path) -> None:
    if server == "mariadb":
        need("mariadb")
    done = subprocess.run(
        command("demo", "--server", server, "--keep", str(tmp_path / "kept")),
        cwd=tmp_path,
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=170,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for number in range(1, 6):
        assert re.search(rf"^{number}\. ", done.stdout, re.MULTILINE)
    assert "error FL102 pool-filled-before-fork" in done.stdout
    assert "collision: `shop.db.pool` hands out the same session to 2 workers" in done.stdout
    assert "← never given by the reference" in done.stdout
    told = done.stdout.split("5. The repaired twin")[1]
    assert "No findings" in told
    assert "The subject answered 100 of 100 as the reference does, in every round." in told
    kept = sorted(path.name for path in (tmp_path / "kept").iterdir())
    assert kept == ["database.py", "shop", "shop_repaired"]


def test_a_folder_that_is_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    done = subprocess.run(
        command("demo", "--keep", str(tmp_path)), capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 2
    assert "exists already" in done.stderr
