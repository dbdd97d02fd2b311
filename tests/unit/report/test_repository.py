"""Paths in the formats of programs that show a whole repository."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from forklint.model.place import Gap, Place
from forklint.report.registry import FORMATS, Context
from forklint.report.repository import from_top, top
from tests.unit.made import cleared, finding, report

SERVICE = "services/shop service"


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """A folder in a repository of several applications."""
    (tmp_path / ".git").mkdir()
    (tmp_path / SERVICE).mkdir(parents=True)
    return tmp_path / SERVICE


@pytest.mark.parametrize("name", ["github", "gitlab", "markdown", "sarif"])
def test_they_count_from_the_top(name: str, service: Path) -> None:
    text = _written(name, service)
    shown = "services/shop%20service" if name == "sarif" else SERVICE
    assert f"{shown}/app/db.py" in text
    assert text.count("app/db.py") == text.count(f"{shown}/app/db.py")


@pytest.mark.parametrize("name", ["concise", "json", "junit"])
def test_others_count_from_the_folder(name: str, service: Path) -> None:
    assert SERVICE not in _written(name, service)


def test_the_root_of_sarif_is_the_top(service: Path) -> None:
    (run,) = json.loads(_written("sarif", service))["runs"]
    assert run["originalUriBaseIds"]["SRCROOT"]["uri"] == f"{top(service).as_uri()}/"
    assert top(service) == service.parents[1].resolve()


@pytest.mark.parametrize(
    ("path", "shown"),
    [("a.py", f"{SERVICE}/a.py"), ("{top}/common/a.py", "common/a.py"), ("/usr/a.py", "/usr/a.py"), ("", "")],
)
def test_wherever_a_file_lies(path: str, shown: str, service: Path) -> None:
    gap = Gap(Place(path.format(top=top(service)), 1), "cannot be parsed")
    (moved,) = from_top(report(gaps=(gap,)), service).gaps
    assert moved.place.path == shown


def test_without_a_repository_nothing_moves(tmp_path: Path) -> None:
    made = report(finding())
    assert from_top(made, tmp_path) is made


def _written(name: str, folder: Path) -> str:
    stream = io.StringIO()
    made = replace(report(finding(), cleared=(cleared(),)), known=(finding(fingerprint="f00d-2"),))
    FORMATS[name]()(made, Context(stream, folder))
    return stream.getvalue()
