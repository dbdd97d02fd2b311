"""Which version decides, of all that say one."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.model.plan import LoadPlan
from forklint.static.versions import Versions, sources
from tests.unit.trees import write

INSTALLED = {".venv/lib/python3.11/site-packages/acme-4.0.dist-info/METADATA": ""}
LOCK = {"uv.lock": '[[package]]\nname = "acme"\nversion = "3.0"\n'}
PIN = {"requirements.txt": "acme==2.0\n"}
RANGE = {"pyproject.toml": '[project]\ndependencies = ["acme>=1.0"]\n'}


def plan(folder: Path, *roots: str) -> LoadPlan:
    return LoadPlan(str(folder), tuple(str(folder / root) for root in roots), ())


@pytest.mark.parametrize(
    ("files", "version"),
    [
        ({**INSTALLED, **LOCK, **PIN, **RANGE}, "4.0"),
        ({**LOCK, **PIN, **RANGE}, "3.0"),
        ({**PIN, **RANGE}, "2.0"),
        (RANGE, ">=1.0"),
        ({}, ""),
    ],
)
def test_what_is_surer_comes_first(files: dict[str, str], version: str, tmp_path: Path) -> None:
    assert Versions(plan(write(tmp_path, files))).of(("acme",)) == version


def test_what_is_nearer_to_the_application_comes_first(tmp_path: Path) -> None:
    write(tmp_path, {**PIN, "api/requirements.txt": "acme==5.0\n"})
    assert Versions(plan(tmp_path, "api")).of(("acme",)) == "5.0"
    write(tmp_path, INSTALLED)
    assert Versions(plan(tmp_path, "api")).of(("acme",)) == "4.0"


def test_another_distribution_may_hold_the_same_modules(tmp_path: Path) -> None:
    known = Versions(plan(write(tmp_path, {"requirements.txt": "Acme_Binary==2.5\n"})))
    assert known.of(("acme",)) == ""
    assert known.of(("acme", "acme-binary")) == "2.5"


def test_the_cache_learns_of_every_source(tmp_path: Path) -> None:
    write(tmp_path, {**INSTALLED, **PIN})
    known = sources(plan(tmp_path))
    assert {str(tmp_path / name) for name in ("uv.lock", "requirements.txt", "pyproject.toml")} <= set(known)
    assert str(tmp_path / ".venv/lib/python3.11/site-packages") in known
