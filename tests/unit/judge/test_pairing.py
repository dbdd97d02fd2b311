"""Which findings of two eyes speak of one thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forklint.judge.pairing import joined, pairs, with_proof
from forklint.model.finding import Finding
from forklint.model.levels import Confidence, Severity
from forklint.model.place import Place, Step
from forklint.model.resource import Kind, Resource, State
from tests.unit.made import PROOF, finding


def static(
    line: int = 3, rule: str = "FL102", type_name: str = "acme.Pool", symbol: str = "", **more: object
) -> Finding:
    return finding(rule=rule, place=Place("app/db.py", line, 7), type_name=type_name, symbol=symbol, **more)


def probe(
    line: int = 3, rule: str = "FL102", type_name: str = "acme.Pool", symbol: str = "", **more: object
) -> Finding:
    seen = {"evidence": ("probe",), "proof": (PROOF,), **more}
    return finding(rule=rule, place=Place("app/db.py", line), type_name=type_name, symbol=symbol, **seen)


def bare(kind: Kind = Kind.SOCKET, line: int = 3, rule: str = "FL104", type_name: str = "socket.socket") -> Finding:
    return probe(line, rule, type_name, resource=Resource(kind, "python", type_name, State.LIVE))


def test_the_line_decides_within_a_family() -> None:
    assert pairs([static()], [bare()]) == {0: 0}
    assert pairs([static()], [probe(rule="FL103")]) == {0: 0}
    assert pairs([static(type_name="x")], [probe(rule="FL501", type_name="y")]) == {}


def test_several_descriptors_of_one_line_are_one_thing() -> None:
    assert pairs([static()], [bare(), bare(Kind.CONNECTION)]) == {0: 0, 1: 0}


def test_of_two_on_a_line_the_likelier_one_is_meant() -> None:
    two = [static(type_name="acme.Pool"), static(type_name="acme.Other")]
    assert pairs(two, [probe(type_name="acme.Other"), probe()]) == {0: 1, 1: 0}


def test_the_name_decides_within_a_file() -> None:
    named = [static(3, symbol="app.db.pool"), static(9, symbol="app.db.other")]
    assert pairs(named, [probe(40, symbol="app.db.other")]) == {0: 1}
    elsewhere = probe(40, symbol="app.db.other", type_name="x")
    moved = finding(place=Place("app/more.py", 40), symbol=elsewhere.symbol, type_name="x")
    assert pairs(named, [moved]) == {}


def test_an_empty_name_is_no_name() -> None:
    assert pairs([static(3, type_name="x"), static(9, type_name="y")], [probe(40, type_name="z")]) == {}


def test_the_type_decides_where_it_occurs_once() -> None:
    assert pairs([static(3)], [probe(40)]) == {0: 0}
    assert pairs([static(3), static(9)], [probe(40)]) == {}, "which of the two is not known"
    assert pairs([static(3)], [probe(40), probe(41)]) == {}
    assert pairs([static(3), static(9)], [probe(9), probe(40)]) == {0: 1, 1: 0}, "what the line decides is out of it"


def test_a_bare_socket_of_the_file_is_the_only_thing_that_it_can_be() -> None:
    assert pairs([static(3)], [bare(line=40)]) == {0: 0}
    assert pairs([static(3), static(9, type_name="x")], [bare(line=40)]) == {}
    assert pairs([static(3, type_name="x")], [probe(40, type_name="y")]) == {}, "two libraries' objects are two things"


@pytest.mark.parametrize("kind", [Kind.THREAD, Kind.NATIVE_THREADS, Kind.EVENT_LOOP, Kind.FILE, Kind.DATABASE])
def test_a_bare_part_on_the_line_of_a_librarys_object_is_its(kind: Kind) -> None:
    assert pairs([static(rule="FL106")], [bare(kind, rule="FL205", type_name="forklint.native-threads")]) == {0: 0}
    assert pairs([static(4, rule="FL106")], [bare(kind, rule="FL205")]) == {}


def test_a_generator_or_lock_is_no_part() -> None:
    assert pairs([static()], [bare(Kind.RANDOM, rule="FL501"), bare(Kind.LOCK, rule="FL601")]) == {}


def test_deployments_and_repairs_are_seen_by_nobody() -> None:
    repair = static(rule="FL801")
    assert pairs([repair, static(rule="FL901", resource=None)], [probe(), bare(Kind.THREAD, rule="FL201")]) == {}


def test_one_thing_of_a_probe_has_all_its_proof() -> None:
    other = with_proof(probe(), finding(proof=("and descriptor 8",), evidence=("probe",)))
    (one,) = joined([probe(), other])
    assert one.proof == (PROOF, "and descriptor 8")
    assert len(joined([probe(3), probe(4)])) == len(joined([probe(symbol="a"), probe(symbol="b")])) == 2


def test_bare_parts_go_to_the_object_of_their_line_whatever_comes_first() -> None:
    (one,) = joined([bare(Kind.THREAD, rule="FL201"), probe(rule="FL102")])
    assert (one.rule, one.type_name) == ("FL102", "acme.Pool")


def test_both_eyes_are_sure() -> None:
    unsure = static(confidence=Confidence.LOW, version="")
    both = with_proof(unsure, probe(version="2.0"))
    assert (both.confidence, both.evidence, both.proof) == (Confidence.HIGH, ("static", "probe"), (PROOF,))
    assert (both.message, both.trace, both.version) == (unsure.message, unsure.trace, "2.0")
    assert with_proof(static(version="1.2"), probe(version="2.0")).version == "1.2"


def test_where_it_was_made_is_on_the_way_to_where_it_was_filled() -> None:
    made = Place("app/made.py", 11)
    filled = static(33, trace=(Step(made, "makes it: Pool()"), Step(Place("app/db.py", 33), "iterates it")))
    seen = replace(probe(type_name="acme.Pool"), place=made, trace=(Step(made, "starts a thread"),))
    assert pairs([filled], [seen]) == {0: 0}
    assert pairs([filled, static(40, trace=filled.trace)], [seen]) == {}
    assert pairs([replace(filled, type_name="acme.Other")], [seen]) == {}


def test_what_was_decided_for_the_version_that_runs_wins() -> None:
    guessed = static(version=">=1", severity=Severity.WARNING, otherwise="2.0 and newer renew it")
    ran = probe(version="1.9", severity=Severity.ERROR)
    both = with_proof(guessed, ran)
    assert (both.version, both.severity, both.otherwise) == ("1.9", Severity.ERROR, "")
    assert with_proof(guessed, replace(ran, type_name="other.Pool")).severity is Severity.WARNING
    assert with_proof(guessed, replace(ran, version="")).severity is Severity.WARNING
