"""Objects that no worker refers to any more are nobody's trouble."""

from __future__ import annotations

from typing import Any

from forklint.knowledge.facts import Facts
from forklint.model.place import Place
from forklint.probe.disowned import WHY, Disowned
from forklint.probe.groups import Placed
from forklint.probe.items import Item, Scene
from forklint.probe.owners import Owner
from forklint.probe.places import Located
from forklint.probe.record import Record, Worker
from forklint.probe.sharing import Sharing

HELPER = Owner("app.engine.proc", "/srv/app.py", "app", "engine", False, "pexpect.spawn", True, None)
GROUP = [Placed(Item("forklint.process", None, HELPER, "seen"), Located(Place("app.py", 5), (), True))]


def _why(group: list[Placed], *workers: dict[str, Any]) -> str:
    record = Record(master={"objects": [{"path": "app.engine.proc", "id": 11}]})
    for pid, seen in enumerate(workers, 1):
        record.workers[pid] = Worker(pid, seen=seen, tried={"notice": []})
    return Disowned(Scene(record, Sharing(frozenset()), Facts(), False)).why(group)


def _seen(*identities: int, cut: str = "") -> dict[str, Any]:
    return {"objects": [{"path": "app.engine.proc", "id": identity} for identity in identities], "cut": cut}


def test_gone_or_another_object_in_every_worker():
    assert _why(GROUP, _seen(), _seen(12)) == WHY


def test_still_there_in_one():
    assert _why(GROUP, _seen(), _seen(11)) == ""


def test_a_walk_that_was_cut_short_proves_nothing():
    assert _why(GROUP, _seen(), _seen(cut="seconds")) == ""


def test_what_has_no_owner_is_not_gone():
    nobodys = Placed(Item("forklint.connection", None, None, "seen"), Located(Place("app.py", 5), (), True))
    assert _why([*GROUP, nobodys], _seen(), _seen()) == ""
