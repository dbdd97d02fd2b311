"""Dotted names of the files of a folder, and groups where names collide."""

from __future__ import annotations

from pathlib import Path

from forklint.deploy.modules import groups
from forklint.deploy.roots import Home, import_root
from forklint.deploy.walk import walk
from tests.unit.trees import write


def named(folder: Path, below: str = "") -> list[list[str]]:
    return [[module.name for module in group.modules] for group in groups(walk(folder), below)[0]]


def roots(folder: Path) -> list[list[str]]:
    return [[Path(root).name for root in group.roots] for group in groups(walk(folder))[0]]


def test_packages_come_before_their_submodules(tmp_path: Path) -> None:
    write(tmp_path, ["wsgi.py", "shop/__init__.py", "shop/db.py", "shop/api/__init__.py", "shop/api/views.py"])
    assert named(tmp_path) == [["shop", "shop.api", "shop.api.views", "shop.db", "wsgi"]]


def test_a_package_is_named_from_its_outermost_folder(tmp_path: Path) -> None:
    write(tmp_path, ["lib/django/__init__.py", "lib/django/db/__init__.py", "lib/django/db/utils.py"])
    assert import_root(tmp_path / "lib" / "django" / "db") == Home((tmp_path / "lib").as_posix(), ("django", "db"))
    assert named(tmp_path / "lib" / "django") == [["django", "django.db", "django.db.utils"]]
    assert named(tmp_path / "lib" / "django" / "db") == [["django.db", "django.db.utils"]]


def test_src_is_a_root_unless_it_is_imported(tmp_path: Path) -> None:
    write(tmp_path, ["src/shop/__init__.py", "src/shop/db.py", "run.py"])
    assert named(tmp_path) == [["run", "shop", "shop.db"]]
    write(tmp_path, {"run.py": "from src.shop import db\n"})
    assert named(tmp_path) == [["run", "src.shop", "src.shop.db"]]


def test_a_plain_folder_that_is_imported_is_a_namespace_package(tmp_path: Path) -> None:
    write(tmp_path, {"wsgi.py": "from app import db\n", "app/db.py": "", "app/api/views.py": ""})
    assert named(tmp_path) == [["app.api.views", "app.db", "wsgi"]]


def test_a_plain_folder_with_relative_imports_is_a_package(tmp_path: Path) -> None:
    write(tmp_path, {"app/main.py": "from .db import pool\n", "app/db.py": "", "ops/job.py": ""})
    assert named(tmp_path) == [["app.db", "app.main", "job"]]


def test_a_folder_that_only_shares_its_name_with_a_package_is_a_root(tmp_path: Path) -> None:
    write(
        tmp_path, {"shop/manage.py": "import shop.settings\n", "shop/shop/__init__.py": "", "shop/shop/settings.py": ""}
    )
    assert named(tmp_path) == [["manage", "shop", "shop.settings"]]
    write(tmp_path, {"web/app.py": "import web.http\n"})
    assert named(tmp_path) == [["app", "manage", "shop", "shop.settings"]]


def test_a_relative_import_shows_the_packages_above(tmp_path: Path) -> None:
    write(tmp_path, {"app/api/main.py": "from ..db import pool\n", "app/db.py": ""})
    assert named(tmp_path) == [["app.api.main", "app.db"]]


def test_a_module_spelt_in_a_text_counts_as_imported(tmp_path: Path) -> None:
    write(tmp_path, {"settings.py": "INSTALLED_APPS = ['apps.users']\n", "apps/users/__init__.py": ""})
    assert named(tmp_path) == [["apps.users", "settings"]]


def test_a_plain_folder_that_nothing_imports_is_a_root(tmp_path: Path) -> None:
    write(tmp_path, {"main.py": "", "worker/jobs.py": "import helpers\n", "worker/helpers.py": ""})
    assert named(tmp_path) == [["helpers", "jobs", "main"]]
    assert roots(tmp_path) == [[tmp_path.name, "worker"]]


def test_a_plain_folder_in_a_package_belongs_to_it(tmp_path: Path) -> None:
    write(tmp_path, ["shop/__init__.py", "shop/jobs/nightly/sync.py", "shop/management/commands/clean.py"])
    assert named(tmp_path) == [["shop", "shop.jobs.nightly.sync"]]


def test_roots_with_the_same_names_are_masters_of_their_own(tmp_path: Path) -> None:
    write(tmp_path, ["services/a/app.py", "services/a/db.py", "services/b/app.py", "services/b/db.py", "tools/x.py"])
    assert named(tmp_path) == [["app", "db", "x"], ["app", "db"]]
    assert roots(tmp_path) == [["tools", "a"], ["b"]]


def test_a_package_hides_the_module_beside_it(tmp_path: Path) -> None:
    write(tmp_path, ["db.py", "db/__init__.py"])
    found, hidden = groups(walk(tmp_path))
    assert [module.path for module in found[0].modules] == [(tmp_path / "db" / "__init__.py").as_posix()]
    assert [gap.what for gap in hidden] == ["hidden by the package db/: no import reaches it"]


def test_programs_are_no_modules(tmp_path: Path) -> None:
    write(tmp_path, ["shop/__init__.py", "shop/__main__.py", "run-jobs.py", "2fa.py"])
    assert named(tmp_path) == [["shop"]]


def test_a_part_of_the_tree(tmp_path: Path) -> None:
    write(tmp_path, ["app.py", "services/a/app.py", "services/ab/app.py"])
    assert named(tmp_path, "services/a") == [["app"]]
