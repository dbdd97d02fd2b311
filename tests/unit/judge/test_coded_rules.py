"""The rules that need code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from forklint.judge.case import Case
from forklint.judge.judge import CODED, judge
from forklint.knowledge.rules import rule_paths
from forklint.model.deployment import Deployment
from forklint.model.finding import Finding
from forklint.model.levels import Ternary
from forklint.model.place import Place, Step
from forklint.model.plan import LoadResult, Repair, Setting
from tests.unit import made

UNSURE = Setting(True, Ternary.UNKNOWN, Place("gunicorn.conf.py", 9))


def judged(result: LoadResult, folder: Path, server: str = "gunicorn") -> list[Finding]:
    return judge(Case(Deployment(server, result.preload), result, made.facts(folder)))


def codes(result: LoadResult, folder: Path, server: str = "gunicorn") -> list[tuple[str, int]]:
    return [(one.rule, one.place.line) for one in judged(result, folder, server)]


def test_every_coded_rule_has_its_page() -> None:
    assert set(CODED) <= set(rule_paths())


def test_fl801_stands_on_the_argument(tmp_path: Path) -> None:
    arguments = (("host", Place("app/db.py", 4, 4)), ("ping", Place("app/db.py", 5, 4)))
    pool, option = judged(made.result(made.observation(arguments=arguments)), tmp_path)
    assert (pool.rule, option.rule) == ("FL102", "FL801")
    assert option.place == Place("app/db.py", 5, 4)
    assert "`ping`: it is answered" in option.message
    assert "app/db.py:3" in option.trace[-1].what
    assert option.fingerprint != pool.fingerprint


def test_fl801_is_silent_where_the_resource_is_harmless(tmp_path: Path) -> None:
    seen = made.observation(arguments=(("ping", Place("app/db.py", 5, 4)),))
    assert codes(made.result(seen, preload=Ternary.NO), tmp_path) == []


@pytest.mark.parametrize(
    "worker", ["gevent", "eventlet", "gunicorn.workers.ggevent.GeventWorker", "egg:gunicorn#gevent"]
)
def test_fl901_patching_workers_and_preloading(worker: str, tmp_path: Path) -> None:
    assert codes(made.result(settings={"worker_class": worker, "preload_app": True}), tmp_path) == [("FL901", 2)]


@pytest.mark.parametrize(
    "settings",
    [
        {"worker_class": "gthread", "preload_app": True},
        {"worker_class": "gevent", "preload_app": False},
        {"worker_class": "gevent"},
        {"preload_app": True},
        {"worker_class": UNSURE, "preload_app": True},
        {"worker_class": "gevent", "preload_app": True, "(monkey-patched)": True},
        {"worker_class": "gevent", "preload_app": True, "(monkey-patched)": UNSURE},
    ],
)
def test_fl901_is_silent(settings: dict[str, object], tmp_path: Path) -> None:
    assert codes(made.result(settings=settings), tmp_path) == []


def test_fl901_is_less_sure_where_preloading_is(tmp_path: Path) -> None:
    settings = {"worker_class": "gevent", "preload_app": UNSURE}
    assert codes(made.result(settings=settings), tmp_path) == [("FL901", UNSURE.place.line)]


def test_fl902_a_setting_that_does_not_exist(tmp_path: Path) -> None:
    assert codes(made.result(preload=Ternary.NO, settings={"workers": 4, "preload": True}), tmp_path) == [("FL902", 2)]


@pytest.mark.parametrize("settings", [{"preload": False}, {"preload": True, "preload_app": True}, {"workers": 4}])
def test_fl902_is_silent(settings: dict[str, object], tmp_path: Path) -> None:
    assert codes(made.result(preload=Ternary.NO, settings=settings), tmp_path) == []


def test_fl903_preloading_and_reloading(tmp_path: Path) -> None:
    assert codes(made.result(settings={"preload_app": True, "reload": True}), tmp_path) == [("FL903", 2)]


@pytest.mark.parametrize(
    "settings",
    [
        {"preload_app": True, "reload": False},
        {"preload_app": False, "reload": True},
        {"preload_app": UNSURE, "reload": True},
        {"preload_app": True, "reload": UNSURE},
        {"preload_app": True},
    ],
)
def test_fl903_is_silent(settings: dict[str, object], tmp_path: Path) -> None:
    assert codes(made.result(settings=settings), tmp_path) == []


def test_settings_of_another_server_are_not_gunicorns(tmp_path: Path) -> None:
    settings = {"preload": True, "reload": True, "preload_app": True, "worker_class": "gevent"}
    assert codes(made.result(settings=settings), tmp_path, server="uwsgi") == []


ENGINE = "sqlalchemy.engine.Engine"


@pytest.mark.parametrize(
    ("type_name", "keywords", "preload", "found"),
    [
        (ENGINE, (), Ternary.YES, [("FL802", 9)]),
        (ENGINE, ("close",), Ternary.YES, []),
        (ENGINE, (), Ternary.NO, []),
        ("acme.Pool", (), Ternary.YES, []),
    ],
)
def test_fl802_closing_in_the_worker(
    type_name: str, keywords: tuple[str, ...], preload: Ternary, found: list[tuple[str, int]], tmp_path: Path
) -> None:
    place = Place("gunicorn.conf.py", 9, 4)
    repair = Repair(made.observation(type_name), place, (Step(place, "releases it"),), keywords)
    assert codes(replace(made.result(preload=preload), repairs=(repair,)), tmp_path) == found


def test_findings_on_the_deployment_tell_their_story(tmp_path: Path) -> None:
    (found,) = judged(made.result(settings={"preload_app": True, "reload": True}), tmp_path)
    assert found.resource is None
    assert [step.place.line for step in found.trace] == [1, 2]
    assert found.goes_wrong
    assert "\n" not in found.remedy
