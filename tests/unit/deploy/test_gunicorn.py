"""gunicorn's configuration files in a folder: which, what they serve, what their settings change."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.deploy import gunicorn
from forklint.deploy.narrow import alone, narrowed
from forklint.deploy.served import Served
from forklint.deploy.targets import Surroundings, serve
from forklint.deploy.walk import walk
from forklint.errors import CouldNotLook
from forklint.model.deployment import Deployment, Entry
from forklint.model.levels import Ternary
from forklint.model.place import Place
from forklint.model.plan import LoadResult, Setting
from forklint.model.report import Coverage, LoadTime
from tests.unit.trees import write

PRELOAD = "preload_app = True\n"


def setting(value: object, known: Ternary = Ternary.YES) -> Setting:
    return Setting(value, known, Place("gunicorn.conf.py", 1))


def masters(folder: Path) -> list[tuple[str, list[str]]]:
    found = serve(".", Surroundings(folder))
    return [(m.deployment.configuration, [module.name for module in m.plan.modules]) for m in found]


@pytest.mark.parametrize(
    "path",
    ["gunicorn.conf.py", "deploy/gunicorn.conf.py", "conf/gunicorn_config.py", "a/b/gunicorn_prod.py", "gunicorn_c.py"],
)
def test_is_found(path: str, tmp_path: Path) -> None:
    write(tmp_path, {"shop/__init__.py": "", path: PRELOAD})
    assert masters(tmp_path) == [(path, ["shop"])]


@pytest.mark.parametrize("text", ["bind: str = ':80'\n", "def post_fork(server, worker):\n    pass\n", "workers=4\n"])
def test_is_told_by_what_it_sets(text: str, tmp_path: Path) -> None:
    assert gunicorn.configurations(walk(write(tmp_path, {"gunicorn_settings.py": text}))) == ["gunicorn_settings.py"]


def test_a_module_about_gunicorn_is_no_configuration(tmp_path: Path) -> None:
    write(
        tmp_path, {"run_gunicorn.py": "from gunicorn.app.base import BaseApplication\n", "a/b/c/gunicorn.conf.py": ""}
    )
    assert gunicorn.configurations(walk(tmp_path)) == []


def test_every_file_is_a_master_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": "", "conf/gunicorn_dev.py": "reload = True\n", "gunicorn.conf.py": PRELOAD})
    assert masters(tmp_path) == [("gunicorn.conf.py", ["app"]), ("conf/gunicorn_dev.py", ["app"])]


def test_a_service_of_its_own_is_served_by_its_own_file(tmp_path: Path) -> None:
    write(tmp_path, {"services/a/gunicorn.conf.py": PRELOAD, "services/a/app.py": "", "lib/util.py": ""})
    assert masters(tmp_path) == [("services/a/gunicorn.conf.py", ["app"]), ("", ["util"])]


def test_a_folder_that_holds_only_configuration_is_no_root(tmp_path: Path) -> None:
    write(tmp_path, {"conf/gunicorn_config.py": PRELOAD, "web/app.py": ""})
    (master,) = serve(".", Surroundings(tmp_path))
    assert master.plan.roots == ((tmp_path / "web").as_posix(), tmp_path.as_posix())


def test_a_deployment_folder_with_scripts_serves_the_whole(tmp_path: Path) -> None:
    write(tmp_path, {"deploy/gunicorn.conf.py": PRELOAD, "deploy/wait.py": "", "shop/__init__.py": ""})
    assert masters(tmp_path) == [("deploy/gunicorn.conf.py", ["shop", "wait"])]


def master(folder: Path, text: str) -> Served:
    write(folder, {"gunicorn.conf.py": text})
    return serve(".", Surroundings(folder))[0]


def test_only_a_file_that_moves_the_entry_is_executed_first(tmp_path: Path) -> None:
    assert not master(tmp_path, PRELOAD).undecided
    undecided = master(tmp_path, "wsgi_app = 'shop:app'\n")
    assert undecided.undecided
    assert alone(undecided.plan).modules == ()


def test_wsgi_app_is_the_entry(tmp_path: Path) -> None:
    write(tmp_path, ["shop/__init__.py", "other.py"])
    decided = narrowed(master(tmp_path, "wsgi_app = ''"), {"wsgi_app": setting("shop:make('x')")})
    assert [module.name for module in decided.plan.modules] == ["shop"]
    assert decided.plan.calls == (Entry("shop", "make", calls=True, arguments="'x'"),)
    assert decided.deployment.entries == decided.plan.calls
    assert decided.entry == (tmp_path / "shop" / "__init__.py").as_posix()
    assert not decided.undecided


def test_a_spec_without_name_means_application(tmp_path: Path) -> None:
    write(tmp_path, ["shop.py"])
    decided = narrowed(master(tmp_path, "wsgi_app = ''"), {"wsgi_app": setting("shop")})
    assert decided.plan.calls == (Entry("shop", "application"),)


def test_chdir_and_pythonpath_are_searched_first(tmp_path: Path) -> None:
    write(tmp_path, ["shop.py", "backend/shop.py", "backend/vendored/x.py"])
    settings = {"chdir": setting("backend"), "pythonpath": setting("vendored"), "wsgi_app": setting("shop:app")}
    decided = narrowed(master(tmp_path, "chdir = ''"), settings)
    assert [Path(root).name for root in decided.plan.roots[:2]] == ["vendored", "backend"]
    assert decided.entry == (tmp_path / "backend" / "shop.py").as_posix()


@pytest.mark.parametrize("name", ["chdir", "pythonpath"])
def test_folders_to_import_from_are_those_of_the_servers_process(name: str, tmp_path: Path) -> None:
    write(tmp_path, ["app/shop.py", "site/gunicorn.conf.py"])
    settings = {name: setting("../app"), "wsgi_app": setting("shop:app")}
    decided = narrowed(master(tmp_path / "site", "chdir = ''"), settings)
    assert (tmp_path / "app").as_posix() in decided.plan.roots
    assert decided.entry == (tmp_path / "app" / "shop.py").as_posix()


def test_an_entry_may_be_where_the_configuration_file_moves_to(tmp_path: Path) -> None:
    write(tmp_path, ["app/shop.py", "site/x.py"])
    (tmp_path / "site" / "gunicorn.conf.py").write_text("pythonpath = '../app'", encoding="utf-8")
    around = Surroundings(tmp_path / "site")
    (found,) = serve("shop:app", around)
    assert narrowed(found, {"pythonpath": setting("../app")}).entry == (tmp_path / "app" / "shop.py").as_posix()
    (gone,) = serve("shp:app", around)
    with pytest.raises(CouldNotLook, match="there is nothing to look at for 'shp:app': no module 'shp'"):
        narrowed(gone, {"pythonpath": setting("../app")})


@pytest.mark.parametrize("target", ["app:app", "app", "app.py"])
def test_folders_that_the_configuration_file_adds_hold_for_a_target(target: str, tmp_path: Path) -> None:
    write(tmp_path, ["app.py", "lib/helper.py"])
    (tmp_path / "gunicorn.conf.py").write_text("pythonpath = 'lib'", encoding="utf-8")
    (found,) = serve(target, Surroundings(tmp_path))
    assert found.undecided
    assert narrowed(found, {"pythonpath": setting("lib")}).plan.roots[0] == (tmp_path / "lib").as_posix()


def test_a_setting_that_depends_on_the_environment_decides_nothing(tmp_path: Path) -> None:
    write(tmp_path, ["shop.py"])
    decided = narrowed(master(tmp_path, "wsgi_app = ''"), {"wsgi_app": setting("gone:app", Ternary.UNKNOWN)})
    assert [module.name for module in decided.plan.modules] == ["shop"]


def test_an_entry_that_does_not_exist_is_not_clean(tmp_path: Path) -> None:
    write(tmp_path, ["shop.py"])
    with pytest.raises(CouldNotLook, match=r"gunicorn\.conf\.py names wsgi_app 'gone:app'"):
        narrowed(master(tmp_path, "wsgi_app = ''"), {"wsgi_app": setting("gone:app")})


def settled(settings: dict[str, Setting], preload: Ternary) -> Deployment:
    result = LoadResult((), (), Coverage(), LoadTime((), (), ()), settings=settings, preload=preload)
    return gunicorn.settled(Deployment("gunicorn", Ternary.NO, configuration="gunicorn.conf.py"), result)


def test_the_deciding_line_is_named() -> None:
    found = settled({"preload_app": setting(True), "worker_class": setting("gevent")}, Ternary.YES)
    assert (found.preload, found.source, found.worker_class) == (Ternary.YES, Place("gunicorn.conf.py", 1), "gevent")
    assert found.note == ""


def test_what_leaves_preloading_open_is_said() -> None:
    assert "sets preload_app" in settled({}, Ternary.NO).note
    assert "known only where" in settled({"preload_app": setting(None, Ternary.UNKNOWN)}, Ternary.UNKNOWN).note
