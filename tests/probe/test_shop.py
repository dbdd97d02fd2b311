"""The story that forklint is for: one pool, two workers; with a real MariaDB, and with a server of its protocol."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.services.fixtures import need_packages, started
from tests.services.service import Service

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
pytestmark = [
    pytest.mark.real("gunicorn", "flask", "pymysql", "dbutils"),
    pytest.mark.timeout(120),
    pytest.mark.parametrize("server", ["mariadb", "mysql_mimic"]),
]


def test_the_pool_is_proven_to_hand_out_one_session_twice(server: str):
    report = _checked("shop", server, 1)
    (finding,) = report["findings"]
    assert (finding["rule"], finding["path"], finding["line"]) == ("FL102", "shop/db.py", 8)
    assert finding["evidence"] == ["static", "probe"]
    assert finding["confidence"] == "high"
    assert finding["proof"][0].startswith("collision: `shop.db.pool` hands out the same session to 2 workers: 127.")
    assert report["probes"][0]["server"] == "gunicorn"


@pytest.mark.parametrize("twin", ["shop_post_fork", "shop_lazy", "shop_disposed"])
def test_the_repaired_twins_are_clean(twin: str, server: str):
    report = _checked(twin, server, 0)
    assert not report["findings"]
    assert report["probes"][0]["workers"] == 2


def _checked(fixture: str, server: str, status: int) -> dict[str, Any]:
    need_packages("gunicorn", "flask", "pymysql", "dbutils")
    how = ["--probe", "--no-cache", "--output-format", "json"]
    command = [sys.executable, "-m", "forklint", "check", "shop.app:app", *how]
    done = subprocess.run(
        command, cwd=FIXTURES / fixture, env=_environment(started(server)), capture_output=True, text=True, timeout=100
    )
    assert done.returncode == status, done.stdout + done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _environment(service: Service) -> dict[str, str]:
    address = {"DB_HOST": service.host, "DB_PORT": str(service.port), "DB_NAME": service.database}
    login = {"DB_USER": service.user, "DB_PASSWORD": service.password}
    return {**os.environ, **address, **login, "PYTHONDONTWRITEBYTECODE": "1"}
