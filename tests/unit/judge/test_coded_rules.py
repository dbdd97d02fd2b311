"""The rules that need code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from forklint.judge.case import Case
from forklint.judge.judge import CODED, judge
from forklint.knowledge.rules import rule_paths
from forklint.model.deployment import Deployment, Option
from forklint.model.finding import Finding
from forklint.model.levels import Severity, Ternary
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
    ],
)
def test_fl901_is_silent(settings: dict[str, object], tmp_path: Path) -> None:
    assert codes(made.result(settings=settings), tmp_path) == []


def test_fl901_is_silent_where_load_time_patches(tmp_path: Path) -> None:
    settings = {"worker_class": "gevent", "preload_app": True}
    assert codes(replace(made.result(settings=settings), patched=True), tmp_path) == []


def test_fl901_and_fl903_read_the_command_line(tmp_path: Path) -> None:
    line = Place("Procfile", 1)
    options = tuple(Option(name, value, line) for name, value in
                    (("worker-class", "gevent"), ("preload", ""), ("reload", "")))
    served = Deployment("gunicorn", Ternary.YES, options=options)
    found = judge(Case(served, made.result(settings={"worker_class": "sync"}), made.facts(tmp_path)))
    assert [(one.rule, one.place) for one in found] == [("FL901", line), ("FL903", line)]


def test_fl901_is_less_sure_where_preloading_is(tmp_path: Path) -> None:
    settings = {"worker_class": "gevent", "preload_app": UNSURE}
    assert codes(made.result(settings=settings), tmp_path) == [("FL901", UNSURE.place.line)]


def slip(value: object, line: int = 2, function: bool = False) -> Setting:
    """A name that the file binds and does not use."""
    known = Ternary.UNKNOWN if function else Ternary.YES
    return replace(made.bound(value, line), known=known, spare=True, function=function)


@pytest.mark.parametrize(
    ("name", "setting", "wanted", "severity"),
    [
        ("preload", slip(True), "preload_app", Severity.WARNING),
        ("preload", slip("true"), "preload_app", Severity.WARNING),
        ("workers_class", slip("gevent"), "worker_class", Severity.WARNING),
        ("worker", slip(4), "workers", Severity.INFO),
        ("maxRequests", slip("1000"), "max_requests", Severity.INFO),
        ("log_level", replace(UNSURE, value="info", spare=True), "loglevel", Severity.INFO),
        ("postfork", slip(None, function=True), "post_fork", Severity.WARNING),
        ("after_fork", slip(None, function=True), "post_fork", Severity.WARNING),
    ],
)
def test_fl902_a_name_that_is_none(
    name: str, setting: Setting, wanted: str, severity: Severity, tmp_path: Path
) -> None:
    (found,) = judged(made.result(preload=Ternary.NO, settings={name: setting}), tmp_path)
    assert (found.rule, found.place.line, found.severity) == ("FL902", setting.place.line, severity)
    assert f"`{wanted}`" in found.message


@pytest.mark.parametrize(
    "settings",
    [
        {"preload": slip(False)},
        {"preload": slip(True), "preload_app": True},
        {"preload": made.bound(True)},
        {"preload": slip("fast")},
        {"worker": slip("web")},
        {"workers": slip(4)},
        {"WORKER": slip(4)},
        {"_worker": slip(4)},
        {"post_forks": slip(4)},
        {"preload": slip(None, function=True)},
        {"service": slip("shop")},
    ],
)
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


def repair(goodbye: bool = True, made_in: str = "load") -> Repair:
    """A hook on line 9 of the configuration disposes of the pool."""
    place = Place("gunicorn.conf.py", 9, 4)
    seen = made.observation(made_in=made_in)
    return Repair(seen, place, (Step(place, "releases it"),), "dispose", goodbye)


@pytest.mark.parametrize(
    ("goodbye", "made_in", "preload", "found"),
    [
        (True, "load", Ternary.YES, [("FL802", 9)]),
        (False, "load", Ternary.YES, []),
        (True, "load", Ternary.NO, []),
        (True, "on_starting", Ternary.NO, [("FL802", 9)]),
    ],
)
def test_fl802_a_goodbye_in_the_worker(
    goodbye: bool, made_in: str, preload: Ternary, found: list[tuple[str, int]], tmp_path: Path
) -> None:
    result = replace(made.result(preload=preload), repairs=(repair(goodbye, made_in=made_in),))
    assert codes(result, tmp_path) == found


def test_fl802_names_the_call_and_what_to_write_instead(tmp_path: Path) -> None:
    result = replace(made.result(), repairs=(repair(), replace(repair(), instead="Write\n`forget()`.")))
    general, special = judged(result, tmp_path)
    assert "acme.Pool" in general.message
    assert general.message.endswith("(`dispose()`)")
    assert "before the fork" in general.remedy
    assert special.remedy == "Write `forget()`."


@pytest.mark.parametrize(("made_in", "severity"), [("load", Severity.INFO), ("program", Severity.WARNING)])
def test_fl802_is_worse_where_the_parent_goes_on(made_in: str, severity: Severity, tmp_path: Path) -> None:
    result = replace(made.result(), repairs=(repair(made_in=made_in),) * 2)
    (found,) = judged(result, tmp_path)
    assert found.severity is severity


def test_findings_on_the_deployment_tell_their_story(tmp_path: Path) -> None:
    (found,) = judged(made.result(settings={"preload_app": True, "reload": True}), tmp_path)
    assert found.resource is None
    assert [step.place.line for step in found.trace] == [1, 2]
    assert found.goes_wrong
    assert "\n" not in found.remedy
