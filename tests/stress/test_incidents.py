"""The same incident with other services, and without preloading: seen in the faulty one, gone from its twin."""

from __future__ import annotations

import re
from urllib.request import urlopen
from uuid import uuid4

import pytest

from forklint.knowledge.symptoms import matching
from tests.fixtures.incidents import CART, EVENTS, FIXTURES, ORDERS, Incident
from tests.running import console
from tests.services.fixtures import started
from tests.services.service import Service
from tests.stress.running import Outcome, address_of, stress

pytestmark = [pytest.mark.real("gunicorn", "flask", "urllib3"), pytest.mark.timeout(120)]
psycopg2, redis, segment = (pytest.mark.real(name) for name in ("psycopg2", "redis", "segment.analytics"))


def environment(service: Service) -> dict[str, str]:
    """Where these applications find their service."""
    return {
        **address_of(service),
        "DB_SSLMODE": "require" if service.name == "postgres_tls" else "disable",
        "REDIS_HOST": service.host,
        "REDIS_PORT": str(service.port),
        "EVENTS_URL": f"http://{service.address}",
    }


def serving(name: str) -> dict[str, str]:
    """The shared service, with what the applications read."""
    service = started(name)
    if name == "redis":
        from redis import Redis

        with Redis.from_url(service.url("redis")) as client:
            client.mset({"cart:item": "teapot", "cart:price": "12"})
    return environment(service)


def proven(incident: Incident, service: str, *words: str) -> Outcome:
    """The fault is seen and named, and its repair holds."""
    asked = ("--answer-timeout", "5", "--repair", f"../{incident.twin}", *words)
    outcome = stress(incident.folder, incident.entry, *asked, environment=serving(service))
    assert outcome.status == 0, outcome.output + outcome.errors
    assert outcome.side("subject")["strange"] >= 1
    assert outcome.side("repaired")["strange"] == 0
    found = {(finding["path"], finding["line"], finding["rule"]) for finding in outcome.document["findings"]}
    assert found == {incident.mark}
    return outcome


def strange(outcome: Outcome) -> str:
    """The answers of the subject that the reference never gave."""
    answers = (one for given in outcome.answers("subject").values() for one in given)
    return "\n".join(f"{body}{trouble}" for _, body, trouble, odd in answers if odd)


@pytest.mark.parametrize(
    ("incident", "service", "seen", "page"),
    [
        pytest.param(ORDERS, "postgres_tls", "bad record mac", "tls", marks=psycopg2, id="orders-tls"),
        pytest.param(ORDERS, "postgres", "error", "postgresql", marks=psycopg2, id="orders"),
        pytest.param(CART, "redis", '"price":"teapot"|"item":"12"', "", marks=redis, id="cart"),
    ],
)
def test_wrong_answers_are_seen_and_none_after_the_repair(
    incident: Incident, service: str, seen: str, page: str
) -> None:
    """`page` is what `forklint symptom` says of the errors that were seen; some answers are wrong without a word."""
    answers = strange(proven(incident, service, "--path", "/q", "--rounds", "1"))
    assert re.search(seen, answers), answers
    assert not page or page in matching(answers), answers


@segment
def test_events_are_lost_and_after_the_repair_all_come() -> None:
    """The collector has those of the reference and of the twin, and none of the faulty one."""
    who, number = uuid4().hex, 10
    outcome = proven(EVENTS, "web", "--path", f"/q?who={who}", "--rounds", "1", "--requests", str(number))
    assert outcome.side("subject")["strange"] == number
    with urlopen(f"http://{started('web').address}/count/{who}", timeout=5) as answer:
        assert int(answer.read()) == 2 * number


@pytest.mark.parametrize(
    ("incident", "service"),
    [
        pytest.param(ORDERS, "postgres_tls", marks=psycopg2, id="orders"),
        pytest.param(CART, "redis", marks=redis, id="cart"),
        pytest.param(EVENTS, "web", marks=segment, id="events"),
    ],
)
def test_a_probe_finds_nothing_in_the_twin(
    incident: Incident, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in serving(service).items():
        monkeypatch.setenv(name, value)
    outcome = console(FIXTURES / incident.twin, "probe", incident.entry, "--output-format", "json", timeout=90)
    assert outcome.findings == []
    assert outcome.report["probes"]


@pytest.mark.real("pymysql", "dbutils")
def test_a_probe_of_the_pooled_shop_goes_by_preloading(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in serving("mariadb").items():
        monkeypatch.setenv(name, value)
    found = [
        console(FIXTURES / "shop_not_preloaded", "probe", "--output-format", "json", *words, timeout=90).marks
        for words in ((), ("--preload",))
    ]
    assert found == [set(), {((FIXTURES / "shop/shop/db.py").as_posix(), 8, "FL102")}]


@pytest.mark.real("pymysql", "dbutils")
def test_the_pooled_shop_is_right_where_it_is_not_preloaded() -> None:
    asked = ("--path", "/q", "--rounds", "1", "--no-probe", "--repair", "../shop_not_preloaded")
    outcome = stress(FIXTURES / "shop", "shop.app:app", *asked, environment=serving("mariadb"))
    assert outcome.status == 0, outcome.output + outcome.errors
    assert outcome.answers("repaired") == {"GET /q": [(200, '{"name":"teapot"}\n', "", False)]}
