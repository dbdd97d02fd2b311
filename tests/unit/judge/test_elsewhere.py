"""What holds in other versions."""

from __future__ import annotations

from forklint.judge.elsewhere import cure, cured_since, otherwise
from forklint.knowledge.schema import Healing, TypeFact
from forklint.knowledge.servers import mechanisms
from forklint.model.resource import Mechanism

WAYS = (
    Healing(since="3.1", mechanism=Mechanism.PID_CHECK),
    Healing(since="2.9", mechanism=Mechanism.REGISTER_AT_FORK),
    Healing(since="1.0", mechanism=Mechanism.MULTIPROCESSING),
)
POOL = TypeFact(name="acme.Pool", heals=WAYS)


def test_the_first_version_that_heals_under_this_server() -> None:
    assert cured_since(POOL, mechanisms("gunicorn"), "") == "2.9"
    assert cured_since(POOL, mechanisms("uwsgi"), "") == "3.1"
    assert cured_since(POOL, mechanisms("celery"), "0.9") == "1.0"
    assert cured_since(POOL, mechanisms("gunicorn"), "<2") == "2.9"


def test_no_version_cures_what_should_be_cured_already() -> None:
    assert cured_since(POOL, mechanisms("gunicorn"), "3.0") == ""
    assert cured_since(POOL, mechanisms("gunicorn"), ">=3") == ""
    always = TypeFact(name="acme.Pool", heals=(Healing(since="0", mechanism=Mechanism.PID_CHECK),))
    assert cured_since(always, mechanisms(""), "") == ""


def test_where_all_versions_are_alike_there_is_nothing_to_say() -> None:
    plain = TypeFact(name="acme.Pool")
    assert (otherwise(plain, mechanisms("gunicorn"), ""), cure(plain, mechanisms("gunicorn"), "acme", "")) == ("", "")


def test_a_remedy_that_names_the_version_is_enough() -> None:
    told = TypeFact(name="acme.Pool", heals=WAYS, remedy="Upgrade acme: since 2.9 it notices a fork.")
    assert cure(told, mechanisms("gunicorn"), "acme", "") == ""
    assert cure(told, mechanisms("uwsgi"), "acme", "") == "Or use acme 3.1 or newer, which renews it after the fork."
