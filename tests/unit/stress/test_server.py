"""What a server under load tells of its workers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from forklint.model.deployment import Entry
from forklint.probe.housing import House
from forklint.probe.request import ProbeRequest
from forklint.stress.launching import ready_in, told_in
from forklint.stress.request import Contender
from forklint.stress.server import Server

CONTENDER = Contender("subject", "", ProbeRequest(Entry("shop"), "/", "/", ()))


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Of a master that is this process."""
    return House(tmp_path, cast(Any, SimpleNamespace(master=os.getpid(), status=None, open=True)), cast(Any, None))


def tell(house: House, recycles: bool = False) -> None:
    told_in(house).write_text(json.dumps({"port": 80, "preloads": True, "recycles": recycles}), encoding="ascii")


@pytest.mark.parametrize(("recycles", "lost"), [(False, 1), (True, 0)], ids=["no habit", "habit"])
def test_a_worker_that_ended_is_missed_unless_workers_are_replaced_as_a_habit(
    recycles: bool, lost: int, house: House
) -> None:
    tell(house, recycles)
    server = Server(CONTENDER, house)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as worker:
        server.begin()
        worker.kill()
    assert server.lost() == lost


@pytest.mark.parametrize(
    ("births", "ready", "gives_up"),
    [
        (b"", False, False),
        (b"x", False, False),
        (b"xx", True, False),
        (b"------", False, True),
        (b"x------", False, False),
    ],
    ids=["none", "one", "both", "none lives", "one lives"],
)
def test_workers_are_ready_or_end_while_they_load(births: bytes, ready: bool, gives_up: bool, house: House) -> None:
    tell(house)
    ready_in(house).write_bytes(births)
    server = Server(CONTENDER, house)
    assert (server.is_ready(2), server.gives_up(2)) == (ready, gives_up)
