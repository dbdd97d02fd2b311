"""Which master of a target is probed, and under which server."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from forklint.check.masters import facts_for
from forklint.check.request import CheckRequest, ProbeOptions
from forklint.check.serving import Driven, Master, driven, master_of, require_server, start_folder
from forklint.errors import CouldNotLook, UsageError
from forklint.model.levels import Ternary
from forklint.probe.drivers import registry
from forklint.probe.drivers.driver import Driver
from tests.unit.fakes import FakeAnalyzer
from tests.unit.trees import write

INSTALLED = Driver("gunicorn", "the real one", installed=lambda python: "27.0.1")
MISSING = replace(INSTALLED, installed=lambda python: "")
CONFIGURED = {"gunicorn.conf.py": "wsgi_app = 'shop.app:app'\npreload_app = True\n", "shop/app.py": ""}
SETTINGS: dict[str, object] = {"wsgi_app": "shop.app:app", "preload_app": True}


def master(target: str, cwd: Path, **settings: object) -> Master:
    told = settings.pop("preload", None) is not None
    request = CheckRequest((target,), cwd, preload=told)
    preloads = Ternary.YES if told or settings.get("preload_app") else Ternary.NO
    return master_of(target, request, facts_for(request), FakeAnalyzer(settings=settings, preload=preloads))


def with_gunicorn(driver: Driver | None, monkeypatch: pytest.MonkeyPatch) -> None:
    drivers = {"generic": registry.DRIVERS["generic"], **({"gunicorn": driver} if driver else {})}
    monkeypatch.setattr(registry, "DRIVERS", drivers)


def test_an_entry_spec_is_its_master(tmp_path: Path) -> None:
    write(tmp_path, ["shop/app.py"])
    found = master("shop.app:app", tmp_path)
    assert (str(found.entry), found.file) == ("shop.app:app", "shop/app.py")
    assert driven(found, ProbeOptions()).driver == "generic"


@pytest.mark.parametrize("target", ["shop.app", "shop/app.py"])
def test_a_module_is_loaded_as_it_is(target: str, tmp_path: Path) -> None:
    write(tmp_path, ["shop/__init__.py", "shop/app.py"])
    assert str(master(target, tmp_path).entry) == "shop.app"


def test_a_folder_is_what_its_configuration_names(tmp_path: Path) -> None:
    write(tmp_path, CONFIGURED)
    found = master(".", tmp_path, **SETTINGS)
    assert str(found.entry) == "shop.app:app"
    assert (found.deployment.server, found.deployment.preload) == ("gunicorn", Ternary.YES)


def test_a_configuration_file_of_the_command_line_says_where_modules_are(tmp_path: Path) -> None:
    write(tmp_path, {"shop/app.py": "", "lib/helper.py": "", "conf/live.py": "pythonpath = 'lib'\n"})
    request = CheckRequest(("shop.app:app",), tmp_path, configuration="conf/live.py")
    found = master_of("shop.app:app", request, facts_for(request), FakeAnalyzer(settings={"pythonpath": "lib"}))
    assert found.served.plan.roots[0] == (tmp_path / "lib").as_posix()


def test_a_folder_without_an_entry_names_what_it_may_be(tmp_path: Path) -> None:
    files = {"shop/app.py": "app: App = App()\n", "shop/make.py": "def create_app(x):\n    app = 1\n"}
    write(tmp_path, {"shop/__init__.py": "", "b.py": "async def app(scope):\n    app = 1\n", **files})
    with pytest.raises(UsageError, match="name an entry") as stop:
        master(".", tmp_path)
    assert stop.value.hint == "Perhaps `b:app` or `shop.app:app` or `shop.make:create_app()`?"
    with pytest.raises(UsageError) as stop:
        master(".", write(tmp_path / "bare", ["b.py"]))
    assert stop.value.hint.startswith("An entry is spelt")


def test_a_folder_with_two_masters_names_them(tmp_path: Path) -> None:
    text = "wsgi_app = 'shop.app:app'\n"
    write(tmp_path, {**CONFIGURED, "deploy/gunicorn_admin.py": f"bind = ''\n{text}"})
    with pytest.raises(UsageError, match="2 masters") as stop:
        master(".", tmp_path, **SETTINGS)
    assert "`shop.app:app` (gunicorn.conf.py)" in stop.value.hint
    assert "(deploy/gunicorn_admin.py)" in stop.value.hint


def test_the_server_that_serves_it_is_started_where_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = master(".", write(tmp_path, CONFIGURED), **SETTINGS)
    with_gunicorn(INSTALLED, monkeypatch)
    assert driven(found, ProbeOptions()) == Driven(found, found.deployment, "gunicorn")


@pytest.mark.parametrize(
    ("driver", "why"),
    [(None, "no probe starts gunicorn"), (MISSING, "gunicorn is not installed for /opt/python")],
)
def test_else_the_generic_driver_stands_in_and_says_so(
    driver: Driver | None, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = master(".", write(tmp_path, CONFIGURED), **SETTINGS)
    with_gunicorn(driver, monkeypatch)
    how = driven(found, ProbeOptions(python="/opt/python"))
    assert (how.driver, how.deployment.server) == ("generic", "gunicorn")
    assert how.notes == (f"{why}: the entry is imported and forked without it",)


def test_a_stand_in_says_that_the_server_would_not_preload(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, CONFIGURED)
    with_gunicorn(None, monkeypatch)
    late = driven(master(".", tmp_path, wsgi_app="shop.app:app"), ProbeOptions())
    assert late.deployment.preload is Ternary.NO
    assert "--preload" in late.notes[1]
    assert len(driven(master(".", tmp_path, preload=True, wsgi_app="shop.app:app"), ProbeOptions()).notes) == 1


def test_nobody_stands_in_for_hooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = master(".", write(tmp_path, CONFIGURED), **SETTINGS, post_fork=None, on_exit=None)
    with_gunicorn(MISSING, monkeypatch)
    with pytest.raises(CouldNotLook, match=r"hooks that only it calls: post_fork\n"):
        driven(found, ProbeOptions())
    how = driven(found, ProbeOptions(server="generic"))
    assert (how.driver, how.notes) == ("generic", ("hooks of gunicorn.conf.py were not called: post_fork",))


def test_who_asks_for_a_server_gets_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = master(".", write(tmp_path, CONFIGURED), **SETTINGS)
    with_gunicorn(INSTALLED, monkeypatch)
    alone = driven(found, ProbeOptions(server="generic")).deployment
    assert (alone.server, alone.preload, alone.note) == ("generic", Ternary.YES, "as --server says")
    assert driven(found, ProbeOptions(server="gunicorn")).deployment == found.deployment


def test_a_server_that_there_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with_gunicorn(INSTALLED, monkeypatch)
    with pytest.raises(UsageError, match="there is no 'gunicron'") as stop:
        require_server(ProbeOptions(server="gunicron"))
    assert stop.value.hint == "Did you mean `gunicorn`?"
    with pytest.raises(UsageError) as stop:
        require_server(ProbeOptions(server="zzz"))
    assert stop.value.hint == "Servers: generic, gunicorn."


def test_words_for_a_server_that_is_not_started(tmp_path: Path) -> None:
    found = master("app", write(tmp_path, ["app.py"]))
    with pytest.raises(UsageError, match="no server is started"):
        driven(found, ProbeOptions(arguments=("-w", "4")))


def test_the_running_interpreter_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def installed(python: str) -> str:
        asked.append(python)
        return "1"

    with_gunicorn(replace(INSTALLED, installed=installed), monkeypatch)
    found = master(".", write(tmp_path, CONFIGURED), **SETTINGS)
    driven(found, ProbeOptions())
    driven(found, ProbeOptions(python="/opt/python"))
    assert asked == [sys.executable, "/opt/python"]


@pytest.mark.parametrize(
    ("files", "target", "folder"),
    [
        (["shop/__init__.py", "shop/app.py"], "shop.app:app", ""),
        (["shop/__init__.py", "shop/app.py"], "shop/app.py", ""),
        (["shop/__init__.py"], "shop/__init__.py", ""),
        (["src/shop/__init__.py", "src/shop/app.py"], "shop.app:app", ""),
        (["services/api/wsgi.py"], "services/api/wsgi.py", "services/api"),
        (["services/api/wsgi.py", "services/api/gunicorn.conf.py"], "services/api/wsgi.py", "services/api"),
    ],
)
def test_it_starts_where_the_entry_can_be_imported(files: list[str], target: str, folder: str, tmp_path: Path) -> None:
    write(tmp_path, files)
    how = driven(master(target, tmp_path, preload=True), ProbeOptions(server="generic"))
    assert start_folder(how) == (tmp_path / folder).as_posix()


def test_a_server_moves_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"gunicorn.conf.py": "chdir = 'shop'\nwsgi_app = 'app:app'\n", "shop/app.py": ""})
    found = master(".", tmp_path, chdir="shop", wsgi_app="app:app", preload_app=True)
    with_gunicorn(INSTALLED, monkeypatch)
    assert start_folder(driven(found, ProbeOptions())) == tmp_path.as_posix()
    assert start_folder(driven(found, ProbeOptions(server="generic"))) == (tmp_path / "shop").as_posix()
