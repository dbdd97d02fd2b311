"""What the facts say of a running process, held against the real libraries: `idle`, `notice`, `draws` and `runtime`."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import forklint
from tests.probe.known import every_type
from tests.services.fixtures import need_packages, started
from tests.services.service import Service

pytestmark = [pytest.mark.real, pytest.mark.timeout(120)]
HERE = Path(__file__).parent / "graph"
AGENT = Path(forklint.__file__).parent / "probe" / "agent"
POOLS = {
    "psycopg2_pool": ("postgres", "psycopg2.pool.ThreadedConnectionPool", 2, ("psycopg2",)),
    "psycopg_pool": ("postgres", "psycopg_pool.ConnectionPool", 2, ("psycopg_pool",)),
    "sqlalchemy_engine": ("postgres", "sqlalchemy.engine.Engine", 2, ("sqlalchemy", "psycopg2")),
    "dbutils_pool": ("mariadb", "dbutils.pooled_db.PooledDB", 2, ("dbutils", "pymysql")),
    "dbutils_persistent": ("mariadb", "dbutils.persistent_db.PersistentDB", 1, ("dbutils", "pymysql")),
}
NOTICING = {
    "redis_client": "redis.Redis",
    "redis_pool": "redis.ConnectionPool",
    "redis_blocking_pool": "redis.BlockingConnectionPool",
}


@cache
def facts() -> str:
    return json.dumps(every_type())


def run(name: str, service: Service | None) -> dict[str, Any]:
    login = json.dumps(dataclasses.asdict(service) if service else {})
    command = [sys.executable, "-W", "ignore", str(HERE / "idle.py"), str(AGENT), facts(), name, login]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", POOLS)
def test_what_a_worker_would_be_handed(name: str) -> None:
    server, fact, count, packages = POOLS[name]
    need_packages(*packages)
    service = started(server)
    told = run(name, service)
    [worker] = told["worker"]
    assert (worker["fact"], worker["noticed"], worker["error"]) == (fact, False, "")
    assert worker["idle"] == [service.port] * count
    assert [row["idle"] for row in told["released"]] == [[]]


@pytest.mark.parametrize("name", NOTICING)
def test_a_library_that_notices_the_fork(name: str) -> None:
    need_packages("redis")
    service = started("redis")
    told = run(name, service)
    [master], [worker] = told["master"], told["worker"]
    assert master["idle"] == [service.port]
    assert (worker["fact"], worker["noticed"], worker["idle"], worker["error"]) == (NOTICING[name], True, [], "")


@pytest.mark.parametrize("name", ["numpy_generator", "numpy_legacy"])
def test_generators_draw_the_same_in_two_workers(name: str) -> None:
    need_packages("numpy")
    [[one], [two]] = run(name, None)["draws"]
    assert one == two
    assert len(set(one)) == 4
