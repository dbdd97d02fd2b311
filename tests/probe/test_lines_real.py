"""The second load of applications whose libraries open in C: the line of the application that made each."""

from __future__ import annotations

from typing import Any

import pytest

from tests.probe.watched import LINUX, Program, program
from tests.services.service import Service

__all__ = ["program"]

pytestmark = LINUX


def _written(program: Program, text: str, service: Service | None = None) -> Program:
    url = service.url("postgresql") if service is not None else ""
    return program.write(app=text.replace("URL", repr(url)))


PSYCOPG2 = """
import psycopg2.pool

def connect():
    before = 1
    return psycopg2.connect(URL)  # opened

FIRST = connect()

class Database:
    pool = psycopg2.pool.ThreadedConnectionPool(2, 4, URL)  # opened

after = 2
"""


@pytest.mark.real("psycopg2")
def test_psycopg2(program: Program, postgres: Service) -> None:
    watched = _written(program, PSYCOPG2, postgres).load()
    assert watched.exact == program.marked
    assert watched.unsure == []


PSYCOPG_POOL = """
from psycopg_pool import ConnectionPool

POOL = ConnectionPool(URL, min_size=2, open=True)  # opened
after = 2
"""


@pytest.mark.real("psycopg", "psycopg_pool")
def test_psycopg_pool(program: Program, postgres: Service) -> None:
    """Its threads connect some time after the line that starts them."""
    watched = _written(program, PSYCOPG_POOL, postgres).load()
    assert watched.exact == program.marked
    assert watched.unsure == []


GRPC = """
import grpc

before = 1
CHANNEL = grpc.insecure_channel("127.0.0.1:1")  # opened
after = 2
"""


@pytest.mark.real("grpc")
def test_grpc(program: Program) -> None:
    watched = _written(program, GRPC).load()
    assert watched.exact == program.marked
    assert watched.tasks() == program.marked
    assert watched.unsure == []


KAFKA = """
import time
import confluent_kafka

PRODUCER = confluent_kafka.Producer({"test.mock.num.brokers": 2, "bootstrap.servers": "nowhere"})  # opened
for _ in range(20):
    time.sleep(0.01)
PRODUCER.produce("items", b"one")
PRODUCER.flush(10)
after = 2
"""


@pytest.mark.real("confluent_kafka")
def test_confluent_kafka(program: Program) -> None:
    """Its brokers are connected when the first message is sent, by the threads that the producer has started."""
    watched = _written(program, KAFKA).load()
    assert watched.tasks() == program.marked
    assert watched.exact == program.marked
    assert _connections(watched.master) >= 2


def _connections(master: dict[str, Any]) -> int:
    return sum(entry["type"] == "socket" for entry in master["descriptors"])
