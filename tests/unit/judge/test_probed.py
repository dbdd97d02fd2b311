"""A probe's observations go through the same judgment."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.judge.clearing import Seen
from forklint.judge.generic import FOR_KIND
from forklint.judge.probed import seen
from forklint.knowledge.facts import Facts
from forklint.model.deployment import Deployment
from forklint.model.levels import Confidence, Ternary
from forklint.model.place import Gap, Place
from forklint.model.probe import ProbeResult
from forklint.model.resource import Kind, Resource, State
from tests.unit import made

GUNICORN = Deployment("gunicorn", Ternary.YES)
HEALING = 'heals = [{ since = "2.0", mechanism = "register_at_fork" }]\nno_help'


def judged(result: ProbeResult, folder: Path, served: Deployment = GUNICORN, text: str = made.FACTS) -> Seen:
    return seen(result, served, made.facts(folder, text), frozenset({"app/db.py", "wsgi.py"}))


def test_says_what_the_facts_say_and_carries_the_proof(tmp_path: Path) -> None:
    (one,) = judged(made.probed(made.proven(version="2.0")), tmp_path).findings
    assert (one.rule, one.goes_wrong, one.remedy) == ("FL102", "Workers share a socket.", "Open it in the worker.")
    assert (one.evidence, one.proof, one.confidence) == (("probe",), (made.PROOF,), Confidence.HIGH)
    assert (one.symbol, one.type_name) == ("app.db.pool", "acme.Pool")


def test_has_the_fingerprint_that_the_analyzer_gives(tmp_path: Path) -> None:
    from forklint.judge.case import Case
    from forklint.judge.judge import judge

    (static,) = judge(Case(GUNICORN, made.result(made.observation()), made.facts(tmp_path)))
    (one,) = judged(made.probed(made.proven()), tmp_path).findings
    assert one.fingerprint == static.fingerprint


def test_proof_makes_sure_and_no_proof_does_not(tmp_path: Path) -> None:
    unsure = made.proven(confidence=Confidence.MEDIUM)
    bare = made.proven(confidence=Confidence.MEDIUM, proof=(), symbol="x")
    found = judged(made.probed(unsure, bare), tmp_path).findings
    assert {one.symbol: one.confidence.value for one in found} == {"app.db.pool": "high"}, "one line, one resource"
    (one,) = judged(made.probed(bare), tmp_path).findings
    assert one.confidence is Confidence.MEDIUM


@pytest.mark.parametrize(
    ("server", "version", "findings", "spared"),
    [
        ("gunicorn", "2.1", [], ["acme 2.1 renews it after the fork"]),
        ("gunicorn", "1.9", ["high"], []),
        ("uwsgi", "2.1", ["high"], []),
        ("gunicorn", "", ["medium"], []),
    ],
)
def test_a_library_that_renews_itself_is_harmless(
    server: str, version: str, findings: list[str], spared: list[str], tmp_path: Path
) -> None:
    text = made.FACTS.replace("no_help", HEALING)
    result = made.probed(made.proven(version=version))
    whole = judged(result, tmp_path, Deployment(server, Ternary.YES), text)
    assert [one.confidence.value for one in whole.findings] == findings
    assert [item.why for item in whole.harmless] == spared


def test_a_version_that_is_not_affected_is_harmless(tmp_path: Path) -> None:
    text = made.FACTS.replace("no_help", 'versions = "<2"\nno_help')
    whole = judged(made.probed(made.proven(version="2.1")), tmp_path, text=text)
    assert whole.findings == ()
    assert [item.why for item in whole.harmless] == ["acme 2.1 is not affected"]


def test_harmless_things_know_their_family(tmp_path: Path) -> None:
    whole = judged(made.probed(harmless=(made.harmless(), made.harmless(type_name="acme.Unknown"))), tmp_path)
    assert {(item.type_name, item.family) for item in whole.harmless} == {("acme.Pool", "FL1"), ("acme.Unknown", "")}


def test_what_nobody_knows_the_maker_of_may_have_been_made_anywhere(tmp_path: Path) -> None:
    here = judged(made.probed(gaps=(Gap(Place("wsgi.py", 4), "x"),)), tmp_path)
    assert here.blind == {"wsgi.py"}
    for path in ("", "."):
        nowhere = judged(made.probed(gaps=(Gap(Place(path, 0), "x"),)), tmp_path)
        assert nowhere.blind >= {"app/db.py", "wsgi.py"}


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.SIGNAL])
def test_what_no_fact_explains_is_a_finding_all_the_same(kind: Kind, tmp_path: Path) -> None:
    unknown = made.proven("acme.Unknown", resource=Resource(kind, "", "acme.connect", State.LIVE))
    (one,) = judged(made.probed(unknown), tmp_path).findings
    row = Facts().type_named(FOR_KIND[kind])
    assert row is not None
    assert (one.rule, one.type_name) == (row.rule, row.name)
    assert "{" not in one.message


def test_a_derived_type_is_judged_by_its_kind(tmp_path: Path) -> None:
    (one,) = judged(made.probed(made.proven("acme.Cursor")), tmp_path).findings
    assert one.type_name == "forklint.connection"


def test_what_the_analyzer_saw_needs_a_rule_as_before(tmp_path: Path) -> None:
    unruled = made.observation("acme.Cursor")
    assert judged(made.probed(unruled), tmp_path).findings == ()


def test_without_preloading_the_stand_in_shows_nothing_that_the_server_would(tmp_path: Path) -> None:
    served = Deployment("gunicorn", Ternary.NO)
    alone = made.probed(made.proven(), looked=made.looked(server="generic", version=""))
    assert judged(alone, tmp_path, served).findings == ()
    assert len(judged(made.probed(made.proven()), tmp_path, served).findings) == 1, "the server itself was asked"


def test_rows_may_bring_their_own_message(tmp_path: Path) -> None:
    pipe = made.proven("forklint.descriptor.pipe", resource=Resource(Kind.SOCKET, "", "os.pipe", State.LIVE))
    (one,) = judged(made.probed(pipe), tmp_path).findings
    assert one.message.startswith("a pipe that was made before the fork is open in every worker")
