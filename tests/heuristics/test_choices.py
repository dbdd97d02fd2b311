"""Each choice by which the analyzer may be wrong is pinned by a program: it errs as the page says, and no other way."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.make_pages import Choice, choices
from tests import programs
from tests.running import check


@pytest.mark.parametrize("choice", choices(), ids=lambda choice: choice.name)
def test_program_gives_exactly_its_marks(choice: Choice, tmp_path: Path) -> None:
    files = programs.write(tmp_path, choice.code)
    outcome = check(tmp_path)
    assert outcome.marks == programs.expected(files)
    assert bool(outcome.report["gaps"]) is choice.gap
    if choice.confidence:
        assert {finding["confidence"] for finding in outcome.findings} == {choice.confidence.value}


@pytest.mark.parametrize("choice", [one for one in choices() if one.errs == "alarm"], ids=lambda choice: choice.name)
def test_a_choice_that_errs_towards_alarms_shows_one(choice: Choice) -> None:
    assert programs.expected(programs.split(choice.code))
