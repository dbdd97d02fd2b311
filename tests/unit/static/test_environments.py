"""Whose packages count: those of a named interpreter, of an active environment that is the project's, of `.venv`."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.static.environments import belongs, installed, site_packages
from tests.unit.trees import write

SITE = "lib/python3.11/site-packages"


def environment(prefix: Path, version: str, **files: str) -> Path:
    write(prefix, {f"{SITE}/acme-{version}.dist-info/METADATA": "", "bin/python": "", **files})
    return prefix


def version(project: Path, interpreter: str = "", **variables: str) -> str:
    return installed(site_packages([str(project)], interpreter, variables)).get("acme", "")


def test_the_usual_folders_of_the_project(tmp_path: Path) -> None:
    environment(tmp_path / "venv", "1.0")
    assert version(tmp_path) == "1.0"
    environment(tmp_path / ".venv", "2.0")
    assert version(tmp_path) == "2.0"


def test_a_named_interpreter_decides_alone(tmp_path: Path) -> None:
    environment(tmp_path / "shop" / ".venv", "1.0")
    named = environment(tmp_path / "elsewhere", "2.0")
    assert version(tmp_path / "shop", str(named / "bin" / "python")) == "2.0"
    assert version(tmp_path / "shop", str(tmp_path / "bare" / "bin" / "python")) == ""


def test_an_active_environment_counts_where_it_is_the_projects(tmp_path: Path) -> None:
    project = write(tmp_path / "shop", ["app.py"])
    environment(project / ".venv", "1.0")
    active = environment(tmp_path / "active", "2.0")
    assert version(project, VIRTUAL_ENV=str(active)) == "1.0"
    (active / ".project").write_text(f"{project}\n", encoding="utf-8")
    assert version(project, VIRTUAL_ENV=str(active)) == "2.0"


@pytest.mark.parametrize(
    ("direct", "theirs"),
    [
        ('{{"url": "file://{}", "dir_info": {{"editable": true}}}}', True),
        ('{{"url": "file://{}", "dir_info": {{}}}}', False),
        ('{{"url": "file://{}/other", "dir_info": {{"editable": true}}}}', False),
        ("[]{}", False),
        ("{{{}", False),
    ],
)
def test_an_environment_in_which_the_project_is_edited(direct: str, theirs: bool, tmp_path: Path) -> None:
    project = write(tmp_path / "my shop", ["app.py"])
    name = str(project).replace(" ", "%20")
    write(tmp_path / "env", {f"{SITE}/shop-1.0.dist-info/direct_url.json": direct.format(name)})
    assert belongs(str(tmp_path / "env"), [str(project)]) is theirs


def test_an_environment_below_the_project_is_its_own(tmp_path: Path) -> None:
    assert belongs(str(tmp_path / "shop" / "py311"), [str(tmp_path / "shop")])
    assert not belongs(str(tmp_path / "shop-env"), [str(tmp_path / "shop")])


def test_names_of_installed_packages(tmp_path: Path) -> None:
    names = ["Acme_X-1.0.dist-info", "old-2.1-py3.8.egg-info", "bare.dist-info", "shop.egg-info", "acme-x"]
    write(tmp_path, [f"{name}/x" for name in names])
    assert installed([str(tmp_path), str(tmp_path / "missing")]) == {"acme-x": "1.0", "old": "2.1"}
