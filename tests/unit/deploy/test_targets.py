"""What each kind of target stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.deploy.served import Served
from forklint.deploy.targets import Surroundings, serve
from forklint.errors import CouldNotLook, UsageError
from forklint.model.deployment import Entry
from forklint.model.levels import Ternary
from tests.unit.trees import write


def served(target: str, cwd: Path) -> tuple[Served, ...]:
    return serve(target, Surroundings(cwd))


def one(target: str, cwd: Path) -> Served:
    (master,) = served(target, cwd)
    return master


def names(master: Served) -> list[str]:
    return [module.name for module in master.plan.modules]


def test_an_entry_spec_loads_one_module_and_calls_its_factory(tmp_path: Path) -> None:
    write(tmp_path, ["shop/__init__.py", "shop/wsgi.py"])
    master = one("shop.wsgi:create_app()", tmp_path)
    assert names(master) == ["shop.wsgi"]
    assert master.plan.calls == (Entry("shop.wsgi", "create_app", calls=True),)
    assert master.plan.roots == (tmp_path.as_posix(),)
    assert master.entry == (tmp_path / "shop" / "wsgi.py").as_posix()
    assert master.deployment.assumed
    assert master.plan.preload is Ternary.YES


def test_a_package_may_be_an_entry(tmp_path: Path) -> None:
    write(tmp_path, ["src/shop/__init__.py"])
    master = one("shop:app", tmp_path)
    assert master.plan.modules[0].path == (tmp_path / "src" / "shop" / "__init__.py").as_posix()
    assert master.plan.roots == (tmp_path.as_posix(), (tmp_path / "src").as_posix())


def test_the_current_folder_wins_over_src(tmp_path: Path) -> None:
    write(tmp_path, ["shop.py", "src/shop.py"])
    assert one("shop", tmp_path).entry == (tmp_path / "shop.py").as_posix()


def test_src_that_is_a_package_is_no_root(tmp_path: Path) -> None:
    write(tmp_path, ["src/__init__.py", "src/app.py"])
    assert names(one("src.app:app", tmp_path)) == ["src.app"]
    with pytest.raises(CouldNotLook):
        one("app:app", tmp_path)


def test_a_package_wins_over_a_module(tmp_path: Path) -> None:
    write(tmp_path, ["shop.py", "shop/__init__.py"])
    assert one("shop:app", tmp_path).entry.endswith("shop/__init__.py")


def test_a_module_wins_over_a_namespace_package(tmp_path: Path) -> None:
    write(tmp_path, ["app/shop.py", "app/shop/data.txt"])
    assert one("app.shop:app", tmp_path).entry.endswith("app/shop.py")


def test_gunicorn_reads_the_configuration_file_beside_it(tmp_path: Path) -> None:
    write(tmp_path, ["app.py", "gunicorn.conf.py"])
    master = one("app:app", tmp_path)
    assert (master.plan.server, master.plan.preload) == ("gunicorn", Ternary.NO)
    assert master.deployment.configuration == "gunicorn.conf.py"
    assert not master.deployment.assumed


def test_a_file_is_named_from_its_outermost_package(tmp_path: Path) -> None:
    write(tmp_path, ["code/shop/__init__.py", "code/shop/db.py"])
    master = one("code/shop/db.py", tmp_path)
    assert names(master) == ["shop.db"]
    assert master.plan.roots[0] == (tmp_path / "code").as_posix()


def test_a_file_of_any_name_may_be_asked_for(tmp_path: Path) -> None:
    write(tmp_path, ["run-jobs.py", "tests/test_app.py"])
    assert names(one("run-jobs.py", tmp_path)) == ["run-jobs"]
    assert names(one("tests/test_app.py", tmp_path)) == ["test_app"]


def test_a_main_file_is_run_as_one(tmp_path: Path) -> None:
    write(tmp_path, ["shop/__init__.py", "shop/__main__.py"])
    assert one("shop/__main__.py", tmp_path).plan.modules[0].script


def test_a_dotted_package_is_its_folder(tmp_path: Path) -> None:
    write(tmp_path, ["src/shop/__init__.py", "src/shop/db.py"])
    assert names(one("shop", tmp_path)) == ["shop", "shop.db"]


def test_a_folder_without_description_is_assumed_to_be_preloaded(tmp_path: Path) -> None:
    write(tmp_path, ["wsgi.py", "shop/__init__.py", "tests/test_shop.py"])
    master = one(".", tmp_path)
    assert names(master) == ["shop", "wsgi"]
    assert master.deployment.assumed
    assert master.deployment.preload is Ternary.YES
    assert master.entry == ""


def test_a_test_folder_that_is_asked_for_is_looked_at(tmp_path: Path) -> None:
    write(tmp_path, ["tests/test_shop.py", "tests/unit/conftest.py"])
    assert names(one("tests", tmp_path)) == ["conftest", "test_shop"]
    assert names(one("tests/unit", tmp_path)) == ["conftest"]


def test_paths_are_written_in_any_way(tmp_path: Path) -> None:
    write(tmp_path, ["a/app.py", "b/app.py"])
    assert one("../a", tmp_path / "b").plan.modules[0].path == (tmp_path / "a" / "app.py").as_posix()
    assert one("./a/", tmp_path).plan.modules[0].path == (tmp_path / "a" / "app.py").as_posix()
    assert one(str(tmp_path / "a"), tmp_path / "b").plan.base == (tmp_path / "b").as_posix()


@pytest.mark.parametrize("target", ["nowhere", "nowhere.py", "no/where", "nowhere:app", "shop.nowhere:app"])
def test_what_does_not_exist_names_the_searched_folders(target: str, tmp_path: Path) -> None:
    write(tmp_path, ["shop/__init__.py", "src/other.py"])
    with pytest.raises(CouldNotLook) as refused:
        one(target, tmp_path)
    assert target in refused.value.message
    assert f"{tmp_path}, {tmp_path / 'src'}" in refused.value.hint
    assert refused.value.exit_status == 3


def test_a_file_in_an_entry_spec_is_answered_with_its_module(tmp_path: Path) -> None:
    write(tmp_path, ["app.py"])
    with pytest.raises(CouldNotLook) as refused:
        one("app.py:create()", tmp_path)
    assert "`app:create()`" in refused.value.hint


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("shop.wsg", "shop.wsgi"),
        ("shop.wsgi.application", "shop.wsgi:application"),
        ("shp.wsgi:app", "shop.wsgi:app"),
        ("shop.wsig:make()", "shop.wsgi:make()"),
        ("core.settings", "core.setting"),
        ("SHOP.wsgi:app", "shop.wsgi:app"),
        ("shop.worker", "worker"),
        ("shop/wsg.py", "shop/wsgi.py"),
        ("../Project/SHOP/", "../project/shop"),
    ],
)
def test_a_slip_in_a_module_is_answered_with_what_was_meant(target: str, meant: str, tmp_path: Path) -> None:
    tmp_path = tmp_path / "project"
    write(tmp_path, {"shop/__init__.py": "", "shop/wsgi.py": "application = 1\n"})
    write(tmp_path, ["src/core/setting.py", "worker.py"])
    with pytest.raises(CouldNotLook) as refused:
        one(target, tmp_path)
    assert refused.value.hint.startswith(f"Did you mean `{meant}`?\nSearched: {tmp_path}, ")


@pytest.mark.parametrize("target", ["shop/zzz", "zzz", "shop.wsgi.zzz", "zzz.wsgi:app", "shop.zzz.wsgi:app"])
def test_what_is_like_nothing_is_not_guessed(target: str, tmp_path: Path) -> None:
    write(tmp_path, ["shop/__init__.py", "shop/wsgi.py"])
    with pytest.raises(CouldNotLook) as refused:
        one(target, tmp_path)
    assert refused.value.hint.startswith(f"Searched: {tmp_path}")


def test_a_module_without_attribute_says_what_is_assumed(tmp_path: Path) -> None:
    write(tmp_path, ["shop/__init__.py", "shop/wsgi.py"])
    assert "`shop.wsgi:NAME()` also calls a factory" in one("shop.wsgi", tmp_path).deployment.note
    assert one("shop.wsgi:app", tmp_path).deployment.note == one("shop/wsgi.py", tmp_path).deployment.note == ""


def test_a_spec_that_cannot_be_read_is_a_mistake_of_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        one("app:make(x)", write(tmp_path, ["app.py"]))


@pytest.mark.parametrize("files", [[], ["tests/test_a.py"], ["README.md"]])
def test_a_folder_without_modules_is_not_clean(files: list[str], tmp_path: Path) -> None:
    write(tmp_path, files)
    with pytest.raises(CouldNotLook, match="holds no Python file"):
        served(".", tmp_path)
