"""`[tool.forklint]`."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.config import Configuration, read_configuration
from forklint.errors import ConfigurationError
from tests.unit.trees import write


def configured(folder: Path, text: str) -> Configuration:
    return read_configuration(write(folder, {"pyproject.toml": text}))


def test_without_file_nothing_is_set(tmp_path: Path) -> None:
    assert read_configuration(tmp_path).follow == ()


def test_a_file_of_others_is_not_decoded(tmp_path: Path) -> None:
    assert configured(tmp_path, "[tool.ruff\n") == Configuration()


def test_reads_every_key(tmp_path: Path) -> None:
    write(tmp_path, ["facts/acme.toml"])
    found = configured(tmp_path, '[tool.forklint]\nfacts = ["facts"]\nfollow = ["acme"]\nexclude = ["legacy/"]\n')
    assert found.facts == (str(tmp_path / "facts"),)
    assert (found.follow, found.exclude) == (("acme",), ("legacy/",))
    assert found.file == str(tmp_path / "pyproject.toml")


def test_the_nearest_file_above_holds(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": "[tool.forklint]\nfollow = ['outer']\n", "a/b/app.py": ""})
    assert read_configuration(tmp_path / "a" / "b").follow == ("outer",)
    write(tmp_path, {"a/pyproject.toml": "[project]\nname = 'inner'\n"})
    assert read_configuration(tmp_path / "a" / "b").follow == ()


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ("[tool.forklint]\nfolow = []\n", "no key 'folow'", "Did you mean 'follow'?"),
        ("[tool.forklint]\nzzz = 1\n", "no key 'zzz'", "Known keys: facts, follow, exclude."),
        ("[tool.forklint]\nfollow = 'acme'\n", "must be a list of texts, not 'acme'", ""),
        ("[tool.forklint]\nexclude = [1]\n", "must be a list of texts", ""),
        ("[tool.forklint]\nfacts = ['nowhere']\n", "there is no folder", ""),
        ("[tool.forklint\n", "is not valid TOML", ""),
    ],
)
def test_a_mistake_is_named(text: str, says: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=says) as refused:
        configured(tmp_path, text)
    assert refused.value.hint == hint
    assert str(tmp_path / "pyproject.toml") in refused.value.message
