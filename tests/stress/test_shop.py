"""The incident: wrong answers of the pooled shop within a bounded number of rounds, none of its repaired twins."""

from __future__ import annotations

import pytest

from tests.services.fixtures import started
from tests.stress.running import FIXTURES, address_of, stress

pytestmark = [
    pytest.mark.real("gunicorn", "flask", "pymysql", "dbutils", "urllib3"),
    pytest.mark.timeout(120),
]
AGAIN = (pytest.mark.slow, pytest.mark.further)
TEAPOT = '{"name":"teapot"}\n'


def database(server: str) -> dict[str, str]:
    return address_of(started(server))


@pytest.mark.parametrize("server", [pytest.param("mysql_mimic", marks=AGAIN), "mariadb"])
def test_the_shop_gives_wrong_answers_and_its_repair_none(server: str) -> None:
    """With the protocol's server in Python the demo shows the same."""
    asked = ["--path", "/q", "--rounds", "2", "--repair", "../shop_post_fork"]
    outcome = stress(FIXTURES / "shop", "shop.app:app", *asked, environment=database(server))
    assert outcome.status == 0, outcome.errors
    assert outcome.side("subject")["strange"] >= 1
    for side in ("reference", "repaired"):
        assert outcome.answers(side) == {"GET /q": [(200, TEAPOT, "", False)]}
    assert [(found["rule"], found["path"], found["line"]) for found in outcome.document["findings"]] == [
        ("FL102", "shop/db.py", 8)
    ]


@pytest.mark.real("sqlalchemy")
def test_the_popular_repair_does_not_help() -> None:
    asked = ["--path", "/q", "--rounds", "2", "--no-probe"]
    outcome = stress(FIXTURES / "shop_pre_ping", "shop.app:app", *asked, environment=database("mariadb"))
    assert outcome.status == 1, outcome.output + outcome.errors
    assert outcome.side("subject")["strange"] >= 1


@pytest.mark.parametrize("twin", ["shop_lazy", "shop_disposed"])
@pytest.mark.parametrize("server", [pytest.param("mysql_mimic", marks=AGAIN), "mariadb"])
def test_repaired_twins_are_right_every_time(twin: str, server: str) -> None:
    asked = ["--path", "/q", "--rounds", "1"]
    outcome = stress(FIXTURES / twin, "shop.app:app", *asked, environment=database(server))
    assert outcome.status == 0, outcome.output + outcome.errors
    assert outcome.side("subject")["strange"] == 0
