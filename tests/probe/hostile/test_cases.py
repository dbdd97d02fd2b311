"""The cases are complete, and a mistake in one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.probe.hostile.cases import FOLDER, Case, cases, read

CASES = cases()
MINIMAL = 'entry = "app:app"\nbehaviour = "It does."\noutcome = "looked"\n[plain]\nends = "exit 0"\n'


def test_every_folder_is_a_case() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {case.name for case in CASES}


def test_every_behaviour_is_another() -> None:
    sentences = [case.behaviour for case in CASES]
    assert sorted(set(sentences)) == sorted(sentences)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_is_complete(case: Case) -> None:
    assert (case.folder / "app.py").is_file()
    assert case.behaviour.endswith(".")
    assert case.outcome in ("looked", "could-not-look", "refused")
    assert case.plain.ends == "goes on" or case.plain.ends.split()[0] in ("exit", "signal")
    assert not (case.plain.at and case.plain.ends != "goes on")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_can_fail(case: Case) -> None:
    """Who could not look says what and where; who looked found something, or says that there is nothing."""
    if case.outcome != "looked":
        assert case.says
        assert not case.finds
        assert any(".py" in text or case.entry.partition(":")[0] in text for text in case.says), "it says where"
    else:
        assert case.finds or case.says or case.never_says


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_is_seen_with_plain_python(case: Case) -> None:
    """Something tells the behaviour from an application that just loads."""
    plain = case.plain
    assert plain.ends != "goes on" or plain.at or plain.output
    assert plain.ends != "exit 0" or plain.proof or plain.leaves or plain.output or case.outcome != "looked"


SECRETS = [case for case in CASES if case.name.startswith("secret_")]


@pytest.mark.parametrize("case", SECRETS, ids=lambda case: case.name)
def test_plain_python_gives_the_secret_away(case: Case) -> None:
    """Otherwise hiding it would be no achievement."""
    told = " ".join([*case.plain.output, case.plain.proof])
    assert [secret for secret in case.never_says if secret not in told] == []


def test_a_mark_is_a_line(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("import os\nos.abort()  # <- here\n", encoding="utf-8")
    (tmp_path / "case.toml").write_text(f'says = ["SIGABRT", "at app.py:{{here}}"]\n{MINIMAL}', encoding="utf-8")
    assert read(tmp_path / "case.toml").says == ("SIGABRT", "at app.py:2")


@pytest.mark.parametrize("program", ["", "a = 1  # <- here\nb = 2  # <- here\n"])
def test_a_mark_that_is_not_there_once_is_refused(program: str, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(program, encoding="utf-8")
    (tmp_path / "case.toml").write_text(f'first = "app.py:{{here}}"\n{MINIMAL}', encoding="utf-8")
    with pytest.raises(ValueError, match="lines end with '# <- here'"):
        read(tmp_path / "case.toml")


@pytest.mark.parametrize("text", [f"hints = []\n{MINIMAL}", f"{MINIMAL}stderr = []\n"])
def test_an_unknown_key_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="unknown keys"):
        read(tmp_path / "case.toml")
