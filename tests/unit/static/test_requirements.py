"""What lock files, pins and ranges say."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.static.requirements import files, locked, required
from tests.unit.trees import write


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("uv.lock", '[[package]]\nname = "Acme_X"\nversion = "2.4"\n'),
        ("poetry.lock", '[[package]]\nname = "acme-x"\nversion = "2.4"\n'),
        ("pylock.toml", '[[packages]]\nname = "acme.x"\nversion = "2.4"\n'),
        ("Pipfile.lock", '{"default": {"acme-x": {"version": "==2.4"}}, "develop": {"odd": {"git": "x"}}}'),
    ],
)
def test_lock_files(name: str, text: str, tmp_path: Path) -> None:
    assert locked(str(write(tmp_path, {name: text}))) == {"acme-x": "2.4"}


@pytest.mark.parametrize("text", ["{", "[]", '{"default": []}', '{"default": {"acme": "*"}}'])
def test_a_lock_file_that_says_nothing(text: str, tmp_path: Path) -> None:
    assert locked(str(write(tmp_path, {"Pipfile.lock": text}))) == {}


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("acme==2.4", "2.4"),
        ("acme[extra] == 2.4  # why", "2.4"),
        ("acme==2.4 --hash=sha256:0f", "2.4"),
        ("acme==2.4 \\", "2.4"),
        ('acme>=5,<6 ; python_version >= "3.0"', "<6,>=5"),
        ("acme==2.*", "==2.*"),
        ('acme==2.4; sys_platform == "atari"', None),
        ("acme", None),
        ("# acme==2.4", None),
        ("-e acme==2.4", None),
        ("acme @ https://acme.example/acme.whl", None),
        ("acme===odd version", None),
    ],
)
def test_lines_of_requirements(line: str, known: str | None, tmp_path: Path) -> None:
    said = required(str(write(tmp_path, {"requirements.txt": f"{line}\n"})))
    assert said == ({"acme": known} if known else {})


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ('[project]\ndependencies = ["acme==2.4", 7]\n', "2.4"),
        ('[project]\ndependencies = ["acme[x]>=5"]\n', ">=5"),
        ('[project]\ndependencies = "acme"\n', None),
        ('[tool.poetry.dependencies]\npython = "^3.10"\nacme = "2.4"\n', "2.4"),
        ('[tool.poetry.dependencies]\nacme = "^1.2.3"\n', "<2,>=1.2.3"),
        ('[tool.poetry.dependencies]\nacme = "^0.2.3"\n', "<0.3,>=0.2.3"),
        ('[tool.poetry.dependencies]\nacme = "~1.2"\n', "<1.3,>=1.2"),
        ('[tool.poetry.dependencies]\nacme = "~1"\n', "<2,>=1"),
        ('[tool.poetry.dependencies]\nacme = { version = ">=5", extras = ["x"] }\n', ">=5"),
        ('[tool.poetry.dependencies]\nacme = "*"\n', None),
        ('[tool.poetry.dependencies]\nacme = { path = "../acme" }\n', None),
        ("no toml", None),
    ],
)
def test_pyproject(text: str, known: str | None, tmp_path: Path) -> None:
    said = required(str(write(tmp_path, {"pyproject.toml": text})))
    assert said == ({"acme": known} if known else {})


def test_a_pin_comes_before_a_range_and_the_main_file_before_the_others(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "pyproject.toml": '[project]\ndependencies = ["acme>=1", "other==1.0"]\n',
            "requirements-dev.txt": "acme==3.0\nother==3.0\nthird==3.0\n",
            "requirements.txt": "acme==2.0\nother==2.0\n",
        },
    )
    assert required(str(tmp_path)) == {"acme": "2.0", "other": "1.0", "third": "3.0"}


def test_names_what_it_reads_for_the_cache(tmp_path: Path) -> None:
    write(tmp_path, ["requirements/base.txt", "constraints.txt", "notes.txt"])
    found = {str(Path(path).relative_to(tmp_path)) for path in files(str(tmp_path))}
    assert found >= {"uv.lock", "pyproject.toml", "requirements/base.txt", "constraints.txt"}
    assert "notes.txt" not in found
