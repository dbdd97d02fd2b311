"""Which files of a folder a master may load."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from forklint.deploy import exclude
from forklint.deploy.walk import Tree, is_text, walk
from tests.unit.trees import write


def found(folder: Path, *patterns: str, tests: bool = False) -> list[str]:
    return sorted(walk(folder, exclude.patterns(patterns), tests).files())


def test_finds_python_files_at_every_depth(tmp_path: Path) -> None:
    write(tmp_path, ["app.py", "shop/__init__.py", "shop/api/views.py", "shop/data.json", "README.md"])
    assert found(tmp_path) == ["app.py", "shop/__init__.py", "shop/api/views.py"]


@pytest.mark.parametrize(
    "path",
    [
        "test_app.py",
        "app_test.py",
        "conftest.py",
        "tests/helpers.py",
        "test/helpers.py",
        "shop/testing/fakes.py",
        ".hidden/app.py",
        ".hook.py",
        "node_modules/gyp/gyp.py",
        "lib/site-packages/flask/app.py",
        "build/lib/app.py",
        "dist/app.py",
        "docs/conf.py",
        "setup.py",
        "noxfile.py",
        "fabfile.py",
        "shop/migrations/0001_initial.py",
        "shop/__pycache__/app.py",
    ],
)
def test_leaves_out(path: str, tmp_path: Path) -> None:
    write(tmp_path, ["app.py", path])
    assert found(tmp_path) == ["app.py"]


@pytest.mark.parametrize("path", ["docs/__init__.py", "build/__init__.py", "shop/__init__.py", "tasks.py", "manage.py"])
def test_keeps(path: str, tmp_path: Path) -> None:
    write(tmp_path, [path])
    assert found(tmp_path) == [path]


def test_setup_in_a_package_is_a_module(tmp_path: Path) -> None:
    write(tmp_path, ["shop/__init__.py", "shop/setup.py"])
    assert found(tmp_path) == ["shop/__init__.py", "shop/setup.py"]


def test_virtual_environments_are_told_by_their_file(tmp_path: Path) -> None:
    write(tmp_path, ["app.py", "odd-name/pyvenv.cfg", "odd-name/lib/x.py", "venv/models.py"])
    assert found(tmp_path) == ["app.py", "venv/models.py"]


def test_alembic_scripts_are_left_out_wherever_they_are(tmp_path: Path) -> None:
    write(tmp_path, ["app.py", "alembic/env.py", "alembic/versions/a.py", "db/env.py", "db/versions/b.py"])
    write(tmp_path, ["versions/current.py"])
    assert found(tmp_path) == ["app.py", "db/env.py", "versions/current.py"]


def test_tests_are_kept_where_they_were_asked_for(tmp_path: Path) -> None:
    write(tmp_path, ["test_app.py", "tests/helpers.py", "setup.py"])
    assert found(tmp_path, tests=True) == ["test_app.py", "tests/helpers.py"]


def test_patterns_are_those_of_gitignore(tmp_path: Path) -> None:
    write(tmp_path, ["app.py", "legacy/old.py", "shop/gen_a.py", "shop/gen_keep.py"])
    assert found(tmp_path, "legacy/", "gen_*.py", "!gen_keep.py") == ["app.py", "shop/gen_keep.py"]


def test_a_link_that_leads_back_up_is_followed_once(tmp_path: Path) -> None:
    write(tmp_path, ["shop/app.py"])
    (tmp_path / "shop" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "shop" / "self").symlink_to(tmp_path / "shop" / "self")
    assert found(tmp_path) == ["shop/app.py"]


def test_a_linked_folder_has_its_real_name_if_it_has_one(tmp_path: Path) -> None:
    write(tmp_path, ["top/zeta/models.py", "elsewhere/shared/util.py"])
    (tmp_path / "top" / "alias").symlink_to(tmp_path / "top" / "zeta", target_is_directory=True)
    (tmp_path / "top" / "shared").symlink_to(tmp_path / "elsewhere" / "shared", target_is_directory=True)
    assert found(tmp_path / "top") == ["shared/util.py", "zeta/models.py"]


def test_two_links_to_each_other_end(tmp_path: Path) -> None:
    write(tmp_path, ["top/app.py", "a/x.py", "b/y.py"])
    (tmp_path / "a" / "b").symlink_to(tmp_path / "b", target_is_directory=True)
    (tmp_path / "b" / "a").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "top" / "a").symlink_to(tmp_path / "a", target_is_directory=True)
    assert found(tmp_path / "top") == ["a/b/y.py", "a/x.py", "app.py"]


def test_a_link_to_nothing_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "gone.py").symlink_to(tmp_path / "nowhere.py")
    write(tmp_path, ["app.py"])
    assert found(tmp_path) == ["app.py"]


def test_what_is_no_regular_file_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, ["app.py"])
    os.mkfifo(tmp_path / "pipe.py")
    assert found(tmp_path) == ["app.py"]


def test_an_unreadable_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, ["app.py", "secret/keys.py", ".git/hook.py"])
    real = os.scandir

    def scandir(path: str) -> object:
        if path.endswith(("secret", ".git")):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    tree = walk(tmp_path)
    assert list(tree.files()) == ["app.py"]
    assert tree.unreadable == {"secret": "folder cannot be read: Permission denied"}


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.py")).touch()
    except OSError:
        pytest.skip("this file system has UTF-8 names only")
    tree = walk(tmp_path)
    assert list(tree.files()) == []
    assert [is_text(path) for path in tree.unreadable] == [False]


def test_has_and_path() -> None:
    tree = Tree("/top", {"": ["app.py"], "shop": ["db.py"]})
    assert tree.has("app.py")
    assert tree.has("shop/db.py")
    assert not tree.has("shop/app.py")
    assert (tree.path(""), tree.path("shop/db.py")) == ("/top", "/top/shop/db.py")
