"""A probe's silence clears a finding only where it could not have stayed unseen."""

from __future__ import annotations

import pytest

from forklint.judge.clearing import SILENCE, Seen, Spared, could_see, why_cleared
from forklint.model.finding import Finding
from forklint.model.place import Place, Step
from forklint.model.resource import Kind, Resource, State
from tests.unit.made import finding

LOADED = Seen((), modules=frozenset({"app/db.py", "wsgi.py"}))
ELSEWHERE = Seen((), modules=frozenset({"wsgi.py"}))


def of(kind: Kind, rule: str = "FL102", **changes: object) -> Finding:
    return finding(rule=rule, resource=Resource(kind, "acme", "acme.Pool", State.LIVE), **changes)


def spared(**changes: object) -> Spared:
    given = {"place": Place("app/db.py", 3), "type_name": "", "symbol": "", "why": "a hook closed it", **changes}
    return Spared(**given)  # type: ignore[arg-type]


def why(one: Finding, *probes: Seen, others: tuple[Finding, ...] = (), left: tuple[Finding, ...] = ()) -> str:
    return why_cleared(one, (one, *others), left, probes)


SEEN = [
    Kind.CONNECTION,
    Kind.POOL,
    Kind.CHANNEL,
    Kind.SOCKET,
    Kind.THREAD,
    Kind.EXECUTOR,
    Kind.EVENT_LOOP,
    Kind.NATIVE_THREADS,
    Kind.FILE,
    Kind.PROCESS,
]


@pytest.mark.parametrize("kind", SEEN)
def test_silence_clears_what_has_a_descriptor_a_thread_or_a_process(kind: Kind) -> None:
    assert why(of(kind), LOADED) == SILENCE
    assert why(of(kind), ELSEWHERE) == why(of(kind)) == ""


@pytest.mark.parametrize("kind", [Kind.LOCK, Kind.RANDOM, Kind.IDENTITY, Kind.DEVICE])
def test_values_in_memory_are_cleared_by_name_only(kind: Kind) -> None:
    assert why(of(kind), LOADED) == ""
    assert why(of(kind), Seen((), harmless=(spared(),))) == "a hook closed it"


def test_a_librarys_database_may_be_in_memory() -> None:
    assert why(of(Kind.DATABASE), LOADED) == ""
    own = Resource(Kind.DATABASE, "python", "sqlite3.connect", State.LIVE)
    assert why(finding(rule="FL403", resource=own), LOADED) == SILENCE


def test_a_temporary_folder_has_no_descriptor() -> None:
    assert why(of(Kind.FILE, "FL404"), LOADED) == ""
    assert why(of(Kind.FILE, "FL404"), Seen((), harmless=(spared(),))) == "a hook closed it"


@pytest.mark.parametrize(
    "never",
    [
        of(Kind.SIGNAL, "FL602"),
        of(Kind.IDENTITY, "FL603"),
        of(Kind.POOL, "FL801"),
        of(Kind.POOL, "FL802"),
        finding(rule="FL901", resource=None),
        of(Kind.POOL, made_in="program"),
    ],
    ids=["signal", "exit handler", "repair", "disposal", "deployment", "the program's own fork"],
)
def test_what_no_probe_looks_for_stays(never: Finding) -> None:
    assert not could_see(never)
    assert why(never, LOADED, Seen((), harmless=(spared(),))) == ""


def test_one_probe_that_was_blind_there_keeps_it() -> None:
    blind = Seen((), modules=LOADED.modules, blind=frozenset({"app/db.py"}))
    assert why(of(Kind.POOL), blind) == why(of(Kind.POOL), LOADED, blind) == ""
    assert why(of(Kind.POOL), LOADED, Seen((), modules=LOADED.modules, blind=frozenset({"wsgi.py"}))) == SILENCE


def test_something_of_the_family_in_the_file_may_be_it() -> None:
    unclear = finding(rule="FL104", place=Place("app/db.py", 40), evidence=("probe",))
    assert why(of(Kind.POOL), LOADED, left=(unclear,)) == ""
    elsewhere = finding(rule="FL104", place=Place("app/net.py", 40), trace=())
    other_family = finding(rule="FL201", place=Place("app/db.py", 40), trace=())
    assert why(of(Kind.POOL), LOADED, left=(elsewhere, other_family)) == SILENCE


def test_what_a_wrapping_library_holds_may_be_it() -> None:
    def seen(library: str) -> Finding:
        resource = Resource(Kind.POOL, library, "acme.Engine", State.LIVE)
        return finding(place=Place("app/net.py", 7), trace=(), resource=resource, evidence=("probe",))

    wrapped = finding(resource=Resource(Kind.POOL, "flask-acme", "flask_acme.engines", State.LIVE))
    assert why(wrapped, LOADED, left=(seen("Acme"),)) == ""
    assert why(wrapped, LOADED, left=(seen("other"),)) == SILENCE
    assert why(wrapped, LOADED, left=(seen("flask-acme"),)) == SILENCE


def test_something_on_the_way_may_be_it() -> None:
    helper = Place("app/net.py", 7)
    unclear = finding(rule="FL104", place=helper, trace=(), evidence=("probe",))
    caller = of(Kind.POOL, trace=(Step(helper, "calls connect()"),))
    assert why(caller, LOADED, left=(unclear,)) == ""
    thread = finding(
        rule="FL201", place=helper, trace=(), resource=Resource(Kind.THREAD, "python", "threading.Thread", State.LIVE)
    )
    assert why(caller, LOADED, left=(thread,)) == "", "a bare thread may belong to a pool"


@pytest.mark.parametrize(
    ("item", "named"),
    [
        (spared(), True),
        (spared(family="FL1"), True),
        (spared(family="FL2"), False),
        (spared(place=Place("app/db.py", 9)), False),
        (spared(place=Place("app/db.py", 9), symbol="app.db.pool"), True),
        (spared(place=Place("app/other.py", 9), symbol="app.db.pool"), False),
        (spared(place=Place("app/db.py", 9), type_name="acme.Pool"), True),
        (spared(place=Place("app/db.py", 9), type_name="acme.Other"), False),
    ],
)
def test_what_the_probe_calls_harmless(item: Spared, named: bool) -> None:
    assert why(of(Kind.POOL), Seen((), harmless=(item,))) == ("a hook closed it" if named else "")


def test_a_type_that_occurs_twice_names_nobody() -> None:
    item = spared(place=Place("app/db.py", 9), type_name="acme.Pool")
    twin = of(Kind.POOL, place=Place("app/db.py", 20))
    assert why(of(Kind.POOL), Seen((), harmless=(item,)), others=(twin,)) == ""
    assert why(of(Kind.POOL), Seen((), harmless=(item, item))) == ""
