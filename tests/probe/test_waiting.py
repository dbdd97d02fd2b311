"""Which task waits on which descriptor, asked of the kernel; and that a late connection is its thread's."""

from __future__ import annotations

import os
import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from forklint.probe.agent import users
from forklint.probe.agent.frames import Frames
from forklint.probe.agent.ledger import Ledger
from tests.probe.watched import LINUX

pytestmark = LINUX


def _read(number: int) -> None:
    os.read(number, 1)


def _poll(number: int) -> None:
    poll = select.poll()
    poll.register(number, select.POLLIN)
    poll.poll(10_000)


def _epoll(number: int) -> None:
    with select.epoll() as poll:
        poll.register(number, select.EPOLLIN)
        poll.poll(10)


@contextmanager
def _waiting(wait: Callable[[int], None]) -> Iterator[tuple[int, int]]:
    """A thread that waits on a pipe: the pipe's number and the thread's."""
    reading, writing = os.pipe()
    thread = threading.Thread(target=wait, args=(reading,), daemon=True)
    thread.start()
    try:
        assert thread.native_id is not None
        yield reading, thread.native_id
    finally:
        os.write(writing, b"x")
        thread.join(5)
        os.close(reading)
        os.close(writing)


def _soon(expected: dict[int, int], task: int) -> dict[int, int]:
    until = time.monotonic() + 5
    while True:
        found = users.users([task])
        if expected.items() <= found.items() or time.monotonic() > until:
            return found
        time.sleep(0.005)


@pytest.mark.parametrize("wait", [_read, _poll, _epoll])
def test_a_blocked_task_tells_its_descriptor(wait: Callable[[int], None]) -> None:
    with _waiting(wait) as (number, task):
        assert _soon({number: task}, task)[number] == task


def test_who_waits_on_nothing_tells_nothing() -> None:
    go = threading.Event()
    thread = threading.Thread(target=go.wait, args=(10,), daemon=True)
    thread.start()
    assert users.users([thread.native_id or 0]) == {}
    go.set()
    thread.join(5)
    assert users.users([thread.native_id or 0]) == {}


class _Known(Ledger):
    """One to which every task is of one origin."""

    def task_origin(self, task: int) -> dict[str, object]:
        return {"stack": [["app.py", 3, "<module>", "app"]], "exact": True}


def test_only_what_is_unsure_is_given_to_who_waits_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "living_threads", list)  # as if no thread were one of Python's
    ledger = _Known(Frames([]))
    with _waiting(_poll) as (number, task), _waiting(_poll) as (other, another):
        _soon({number: task}, task)
        _soon({other: another}, another)
        sure = {"stack": [["app.py", 9, "<module>", "app"]], "exact": True}
        told: list[dict[str, Any]] = [{"number": number, "origin": None}, {"number": other, "origin": sure}]
        users.attribute(ledger, told)
        assert [entry["origin"]["stack"][-1][1] for entry in told] == [3, 9]
