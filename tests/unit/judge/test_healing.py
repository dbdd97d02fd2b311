"""Self-healing: version x mechanism x server."""

from __future__ import annotations

import pytest

from forklint.judge.healing import heals
from forklint.knowledge.schema import Healing, TypeFact
from forklint.knowledge.servers import mechanisms, servers
from forklint.model.levels import Ternary
from forklint.model.resource import Mechanism

YES, NO, UNKNOWN = Ternary.YES, Ternary.NO, Ternary.UNKNOWN


def row(since: str = "2.0", mechanism: Mechanism = Mechanism.PID_CHECK, released: str = "2025-01") -> TypeFact:
    return TypeFact(name="acme.Pool", heals=(Healing(since=since, mechanism=mechanism, released=released),))


@pytest.mark.parametrize(
    ("version", "verdict"),
    [("1.9.9", NO), ("2.0", YES), ("2.0.0", YES), ("10.0", YES), ("2.0rc1", NO), ("odd!", UNKNOWN)],
)
def test_a_known_version_decides(version: str, verdict: Ternary) -> None:
    assert heals(row(), version, mechanisms("gunicorn")) is verdict


@pytest.mark.parametrize(
    ("since", "released", "verdict"),
    [
        ("0", "", YES),
        ("2.0", "2023-10", YES),
        ("2.0", "2023-11", UNKNOWN),
        ("2.0", "2025-01", UNKNOWN),
        ("2.0", "", UNKNOWN),
    ],
)
def test_without_version_an_old_release_counts_as_installed(since: str, released: str, verdict: Ternary) -> None:
    assert heals(row(since, released=released), "", mechanisms("gunicorn")) is verdict


@pytest.mark.parametrize(
    ("mechanism", "server", "verdict"),
    [
        (Mechanism.REGISTER_AT_FORK, "gunicorn", YES),
        (Mechanism.REGISTER_AT_FORK, "uwsgi", NO),
        (Mechanism.PTHREAD_ATFORK, "uwsgi", YES),
        (Mechanism.MULTIPROCESSING, "gunicorn", NO),
        (Mechanism.MULTIPROCESSING, "celery", YES),
        (Mechanism.MULTIPROCESSING, "", NO),
        (Mechanism.REGISTER_AT_FORK, "", YES),
        (Mechanism.PATCHED_FORK, "unheard-of", YES),
    ],
)
def test_the_mechanism_must_run_under_the_server(mechanism: Mechanism, server: str, verdict: Ternary) -> None:
    assert heals(row(mechanism=mechanism), "2.0", mechanisms(server)) is verdict


def test_one_mechanism_that_works_is_enough() -> None:
    ways = (
        Healing(since="1.0", mechanism=Mechanism.MULTIPROCESSING),
        Healing(since="3.0", mechanism=Mechanism.PID_CHECK, released="2025-01"),
    )
    both = TypeFact(name="acme.Pool", heals=ways)
    assert heals(both, "3.1", mechanisms("gunicorn")) is YES
    assert heals(both, "2.0", mechanisms("gunicorn")) is NO
    assert heals(both, "2.0", mechanisms("celery")) is YES
    assert heals(both, "", mechanisms("gunicorn")) is UNKNOWN


def test_what_never_heals_does_not() -> None:
    assert heals(TypeFact(name="acme.Pool"), "", mechanisms("gunicorn")) is NO


def test_servers_say_what_their_fork_runs() -> None:
    for name, server in servers().items():
        assert mechanisms(name) == set(server.mechanisms)


@pytest.mark.parametrize(
    ("allowed", "verdict"),
    [(">=2.0", YES), ("~=2.1", YES), (">=2,<4", YES), ("<2.0", NO), ("~=1.4", NO), (">=1.9", UNKNOWN)],
)
def test_a_requirement_decides_where_it_leaves_no_doubt(allowed: str, verdict: Ternary) -> None:
    assert heals(row(), allowed, mechanisms("gunicorn")) is verdict


def test_a_requirement_that_leaves_doubt_is_as_good_as_none() -> None:
    assert heals(row(released="2020-01"), ">=1.9", mechanisms("gunicorn")) is YES
    assert heals(row(released="2020-01"), "<2", mechanisms("gunicorn")) is NO


def test_what_options_turn_on_works_too() -> None:
    at_fork = row(mechanism=Mechanism.REGISTER_AT_FORK)
    assert heals(at_fork, "2.0", mechanisms("uwsgi")) is NO
    assert heals(at_fork, "2.0", mechanisms("uwsgi", ("register_at_fork",))) is YES
