"""Items of one resource become one group, with the right name and the line where it began."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from forklint.knowledge.facts import Facts
from forklint.model.place import Place
from forklint.probe.groups import Placed, Resources, began, chief, grouped, why_harmless
from forklint.probe.items import Item
from forklint.probe.owners import Owner
from forklint.probe.places import Located, Ways

FACTS = Facts()
WAYS = Ways("/srv", {})
POOL = Owner("db.pool", "/srv/db.py", "db", "pool", True, "dbutils.pooled_db.PooledDB", True, None)
NOBODYS = Item("forklint.connection", None, None, "seen")


def _placed(line: int, owner: Owner | None = None, order: int = 0, **more: Any) -> Placed:
    origin = {"order": order, "via": more.pop("via", ""), "exact": True, "stack": [["/srv/db.py", line, "f", "db"]]}
    item = replace(NOBODYS, owner=owner, origin=origin, **more)
    return Placed(item, Located(Place("db.py", line), (), True))


def _resources(*owners: Owner) -> Resources:
    return Resources(owners, FACTS, WAYS)


def _made_at(owner: Owner, line: int) -> Owner:
    origin = {"stack": [["/srv/db.py", line, "<module>", "db"]], "exact": True, "window": "", "via": ""}
    return replace(owner, origin={**origin, "event": "allocation", "what": ""})


def test_what_one_object_holds_is_one_group_whatever_its_lines():
    groups = grouped([_placed(8, POOL), _placed(12, POOL)], _resources())
    assert [len(group) for group in groups] == [2]


def test_what_one_line_made_belongs_to_the_object_that_a_fact_knows():
    (group,) = grouped([_placed(8, POOL), _placed(8, generic="threading.Thread")], _resources())
    assert chief(group).fact == "dbutils.pooled_db.PooledDB"


def test_two_lines_without_an_object_are_two_groups():
    assert len(grouped([_placed(8), _placed(9)], _resources())) == 2


def test_a_nameless_thing_is_adopted_by_the_only_object_of_its_line():
    (group,) = grouped([_placed(8)], _resources(_made_at(POOL, 8)))
    assert group[0].item.owner is not None
    assert group[0].item.owner.path == "db.pool"


def test_of_two_objects_on_a_line_neither_adopts():
    other = replace(POOL, path="db.other")
    (group,) = grouped([_placed(8)], _resources(_made_at(POOL, 8), _made_at(other, 8)))
    assert group[0].item.owner is None


def test_a_librarys_only_object_adopts_what_the_library_made():
    (group,) = grouped([_placed(30, via="dbutils.steady_db")], _resources(POOL))
    assert group[0].fact == POOL.fact


def test_files_that_a_library_opens_are_not_its_objects():
    item = _placed(30, via="dbutils.steady_db", generic="forklint.file.reading")
    (group,) = grouped([item], _resources(POOL))
    assert group[0].fact == ""


def test_it_began_with_what_was_made_first_and_is_named_by_what_weighs_most():
    (group,) = grouped([_placed(12, POOL, order=5, weight=9), _placed(8, POOL, order=2, weight=1)], _resources())
    assert began(group).at.place.line == 8
    assert chief(group).item.weight == 9


def test_a_group_is_harmless_only_if_all_of_it_is():
    safe, unsafe = _placed(8, POOL, harmless="a hook closed it"), _placed(8, POOL)
    assert why_harmless([safe, safe], FACTS) == "a hook closed it"
    assert why_harmless([safe, unsafe], FACTS) == ""


def test_pipes_of_a_process_pool_that_has_ended_are_harmless():
    owner = replace(POOL, fact="multiprocessing.pool.Pool()")
    pipe = _placed(7, owner, generic="forklint.descriptor.pipe", passive=True)
    assert why_harmless([pipe], FACTS) == "none of its threads and processes is there at the fork"
    assert why_harmless([pipe, _placed(7, owner, generic="threading.Thread")], FACTS) == ""
