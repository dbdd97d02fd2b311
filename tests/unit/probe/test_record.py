"""What agents say, collected: who reported, where everybody was, and which copies are ours to close."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from forklint.probe.channel import Message
from forklint.probe.record import Record

MASTER, WORKER = 100, 101
ENDING: dict[str, Any] = {"event": "os._exit", "what": 5, "stack": [["/shop/app.py", 3, "<module>", "app"]]}


@pytest.fixture
def record() -> Iterator[Record]:
    with closing(Record()) as made:
        made.hear(Message("hello", MASTER, {"python": "3.11.7"}))
        yield made


def say(record: Record, kind: str, pid: int = MASTER, **fields: Any) -> None:
    record.hear(Message(kind, pid, fields))


def test_a_worker_has_reported_when_it_has_said_all(record):
    say(record, "forked", worker=WORKER, tasks=[1], warnings=[])
    say(record, "worker", WORKER, descriptors=[])
    assert record.reported() == []
    say(record, "tried", WORKER, notice=[])
    assert [worker.pid for worker in record.reported()] == [WORKER]


def test_what_a_process_was_about_to_do_counts_until_it_goes_on(record):
    say(record, "ending", **ENDING)
    assert record.at(MASTER).ending == ENDING
    say(record, "gap", text="no progress")
    assert record.at(MASTER).ending == ENDING
    say(record, "at", file="/shop/db.py")
    assert record.at(MASTER).ending == {}
    assert record.at(MASTER).file == "/shop/db.py"


def test_who_sent_a_signal_to_another_is_remembered(record):
    sent = {**ENDING, "event": "os.kill", "what": 15, "target": MASTER}
    say(record, "ending", WORKER, **sent)
    say(record, "stage", WORKER, stage="serving", what="")
    assert record.kills == {MASTER: sent}


def test_a_text_belongs_to_the_last_failure_of_its_process(record):
    say(record, "failed", stage="load", type="A", frames=[], code=None)
    say(record, "failed", WORKER, stage="load", type="B", frames=[], code=None)
    assert [failed["text"] for failed in record.failures] == ["", ""]
    say(record, "text", text="of A")
    assert [failed["text"] for failed in record.failures] == ["of A", ""]


def test_nothing_is_news_once_it_is_final(record):
    record.final = True
    say(record, "master", seconds=1.0)
    assert record.master == {}


@pytest.mark.parametrize("final", [False, True])
def test_copies_are_closed(record, final):
    copies = [os.dup(0) for _ in range(2)]
    record.final = final
    for copy in copies:  # the second takes the first one's place
        record.hear(Message("descriptors", MASTER, {"owner": "master", "numbers": [7]}, {7: copy}))
    record.close()
    for copy in copies:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(copy)


def test_an_unknown_message_is_passed_over(record):
    say(record, "something newer", x=1)
    assert record.stage == "start"


def test_what_is_told_any_number_of_times_moves_no_deadline(record):
    record.since = 0.0
    for kind, fields in (("at", {"file": "/shop/app.py"}), ("forks", ENDING), ("gap", {"text": ""})):
        say(record, kind, **fields)
    assert record.since == 0.0
    say(record, "stage", stage="load", what="")
    assert record.since > 0.0
