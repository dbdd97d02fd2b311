"""What pools would hand out: collisions are proven, renewals too, and silence proves neither."""

from __future__ import annotations

from typing import Any

from forklint.probe.description import Method
from forklint.probe.handing import all_noticed, asked, collision, renewed
from forklint.probe.owners import Owner
from forklint.probe.record import Worker
from forklint.probe.sharing import Shared
from forklint.probe.sorts import Nature, Sort

SHARED = Shared(4, {}, Nature(Sort.CONNECTION, "127.0.0.1:3306"), (11, 12), (4, 4), Method.QUERY)
ENGINE = Owner("db.engine", "/srv/db.py", "db", "engine", True, "sqlalchemy.engine.Engine", True, None)


def _worker(*answers: dict[str, Any], held: list[int] | None = None) -> Worker:
    return Worker(1, tried={"notice": list(answers), "held": held or []})


def _answer(idle: list[int], noticed: bool = False, path: str = "db.engine.pool") -> dict[str, Any]:
    return {"path": path, "noticed": noticed, "idle": idle}


def test_the_same_session_idle_in_two_workers_is_a_collision():
    answers = asked(ENGINE, [_worker(_answer([4])), _worker(_answer([4]))])
    assert collision(SHARED, answers).startswith("collision: `db.engine.pool` hands out the same session to 2 workers")
    assert renewed(SHARED, answers) == ""


def test_in_one_worker_it_is_no_collision():
    assert collision(SHARED, asked(ENGINE, [_worker(_answer([4])), _worker(_answer([9]))])) == ""


def test_a_library_that_noticed_and_let_go_has_renewed_itself():
    answers = asked(ENGINE, [_worker(_answer([], noticed=True)), _worker(_answer([], noticed=True))])
    assert renewed(SHARED, answers)


def test_what_a_library_still_holds_after_it_was_asked_is_not_renewed():
    answers = asked(ENGINE, [_worker(_answer([], noticed=True), held=[4]), _worker(_answer([], noticed=True))])
    assert all_noticed(answers)
    assert renewed(SHARED, answers) == ""


def test_an_empty_pool_that_was_not_asked_to_notice_proves_nothing():
    assert renewed(SHARED, asked(ENGINE, [_worker(_answer([])), _worker(_answer([]))])) == ""


def test_one_worker_without_an_answer_leaves_it_open():
    assert asked(ENGINE, [_worker(_answer([], noticed=True)), _worker()]) == []


def test_the_answer_of_another_object_does_not_count():
    assert asked(ENGINE, [_worker(_answer([4], path="db.engine2.pool"))]) == []
