"""The second load: the line that made an object, in every Python."""

from __future__ import annotations

import gc
import sys
from typing import Any

import pytest

from forklint.probe.agent.allocations import Allocations
from forklint.probe.agent.frames import Frames
from tests.probe.known import every_type
from tests.probe.watched import LINUX, Program, Watched, program, version

__all__ = ["program", "version"]

pytestmark = LINUX

OBJECTS = """
import random
import threading

import helper


class Pool:
    def __init__(self):
        self.lock = threading.Lock()
        self.generators = {"first": random.Random(1)}


POOL = Pool()
GENERATOR = random.Random(2)
LOCK = threading.Lock()
RECURSIVE = threading.RLock()


def build():
    before = 1
    return helper.make(
        random.Random(3)
    )


MADE = build()
LISTED = [random.Random(number) for number in range(2)]
random.seed(3)
first, LATER = random.Random(4), None
del first
LATER = random.Random(5)
"""
HELPER = """
import gc

class Thing:
    def __init__(self, generator):
        self.generator = generator
        self.own = type(generator)(4)
        gc.collect()

def make(generator):
    for _ in range(5000):
        made = [Thing]
    return Thing(generator)
"""
LINES = {
    "app.POOL.generators['first']": "app.py:10",
    "app.GENERATOR": "app.py:14",
    "app.MADE.generator": "app.py:22",
    "app.MADE.own": "helper.py:6",
    "app.LISTED[0]": "app.py:27",
    "app.LISTED[1]": "app.py:27",
    "app.LATER": "app.py:31",
}
LOCKS = {"app.POOL.lock": "app.py:9", "app.LOCK": "app.py:15", "app.RECURSIVE": "app.py:16"}


@pytest.fixture(scope="module")
def types() -> dict[str, Any]:
    """What the facts say of types."""
    return every_type()


def _load(program: Program, types: dict[str, Any], executable: str = sys.executable) -> Watched:
    return program.load(executable, windows=(), objects=True, types=types)


def test_each_object_is_made_where_it_is_made(program: Program, version: str, types: dict[str, Any]) -> None:
    """Python 3.9's collector knows no locks: their lines are not known there, and nobody is blamed."""
    made = _load(program.write(app=OBJECTS, helper=HELPER), types, version).allocated()
    assert {path: line for path, line in made.items() if path in LINES} == LINES
    assert {path: line for path, line in made.items() if path in LOCKS} == ({} if "/3.9." in version else LOCKS)


def test_a_first_load_knows_no_lines_of_objects(program: Program, types: dict[str, Any]) -> None:
    watched = program.write(app=OBJECTS, helper=HELPER).load(windows=(), types=types)
    assert "app.GENERATOR" in {entry["path"] for entry in watched.master["objects"]}
    assert watched.allocated() == {}


SWITCHED_OFF = """
import gc
gc.disable()
import random
import threading
filler = [[] for _ in range(3000)]
LOCK = threading.Lock()
gc.freeze()
GENERATOR = random.Random(1)
"""


def test_a_collector_that_is_switched_off_tells_too(program: Program, version: str, types: dict[str, Any]) -> None:
    assert _load(program.write(app=SWITCHED_OFF), types, version).allocated()["app.GENERATOR"] == "app.py:8"


FORKED = """
import gc
import os
from pathlib import Path

told = Path(__file__).with_name("told.txt")
os.register_at_fork(after_in_child=lambda: told.write_text(str(len(gc.callbacks))))
"""


def test_the_workers_collector_is_the_applications(program: Program, types: dict[str, Any]) -> None:
    assert _load(program.write(app=FORKED), types).master["watched"]["lines"]
    assert (program.folder / "told.txt").read_text() == "0"


@pytest.mark.real("numpy", "psycopg2", "confluent_kafka", "grpc")
def test_objects_of_libraries(program: Program, types: dict[str, Any]) -> None:
    watched = _load(program.write(app=LIBRARIES), types)
    assert watched.allocated().items() >= {"app.GENERATOR": "app.py:4", "app.STATE": "app.py:5"}.items()
    paths = {entry["path"] for entry in watched.master["objects"]}
    told = {path for path in ("app.POOL", "app.PRODUCER", "app.CHANNEL") if path in paths}
    lines = {"app.POOL": "app.py:9", "app.PRODUCER": "app.py:10", "app.CHANNEL": "app.py:11"}
    assert told
    assert {path: watched.allocated()[path] for path in told} == {path: lines[path] for path in told}


LIBRARIES = """
import numpy

before = 1
GENERATOR = numpy.random.default_rng(1)
STATE = numpy.random.RandomState(1)
import confluent_kafka
import grpc
import psycopg2.pool
POOL = psycopg2.pool.ThreadedConnectionPool(0, 4, "host=nowhere")
PRODUCER = confluent_kafka.Producer({})
CHANNEL = grpc.insecure_channel("127.0.0.1:1")
"""


def test_looking_for_objects_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forklint.probe.agent.allocations.SECONDS", 0.0)
    allocations = Allocations(Frames([]), {})
    gc.collect()
    allocations.found()
    assert allocations.stopped
    assert allocations.found() == []


def test_a_place_in_memory_may_be_anothers(program: Program) -> None:
    """An object that nobody of the application made is not the one that had its place before."""
    allocations = Allocations(Frames([]), {})
    made: list[object] = [[]]
    allocations.remember(made, {"stack": [["app.py", 1, "<module>", "app"]]})
    assert allocations.origin(made[0])
    allocations.remember(made, {"stack": []})
    assert allocations.origin(made[0]) is None
