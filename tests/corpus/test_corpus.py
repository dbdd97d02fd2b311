"""Every real bug is found on its line, and neither its repair nor safe code gives a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import programs
from tests.corpus.case import Case, bugs, named_lines, safe, track, trigger_lines
from tests.running import Outcome, check

MISSES = {
    # Preloaded.
    "FS063": "fails with releases before 5.4.0 only, of February 2020; the version is not told, so it counts as healed",
    "FS104": "what `joblib.load` gives stands in the file that it reads: only a run can tell",
    "FS113": "most shared libraries start no thread: what this one does only a run can tell",
    # Forking by themselves.
    "FS024": "the pool has compared pids since redis-py 2.4.12, of 2012; the version is not told",
    "FS036": "the client is dropped before the fork; what stays open is inside botocore's default session",
    "FS052": "the processor has renewed itself after a fork since 1.7.0; the version is not told",
    "FS066": "the thread is found; that the logging in its repair takes a lock that it may hold is a matter of timing",
}
"""Id -> why forklint does not find it. One that is found must leave this list: the tests hold it to that."""

FLOOR = {"preload": (31, 34), "in-program": (18, 22)}
"""Track -> how many must be found, of how many."""


def run(folder: Path, text: str) -> tuple[Outcome, dict[str, list[str]]]:
    files = programs.write(folder, text)
    return check(folder), files


@pytest.mark.parametrize("case", bugs(), ids=lambda case: case["id"])
def test_finds_the_bug(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if reason := MISSES.get(case["id"]):
        request.applymarker(pytest.mark.xfail(reason=reason, raises=AssertionError, strict=True))
    outcome, files = run(tmp_path, case["code_shape"])
    triggers = trigger_lines(case, files)
    assert triggers, "the trigger stands in no file"
    assert named_lines(outcome) & triggers, f"{case['root_cause']}; found instead: {outcome.marks}"


@pytest.mark.parametrize("case", [case for case in bugs() if case["fixed_shape"]], ids=lambda case: case["id"])
def test_is_silent_on_the_repair(case: Case, tmp_path: Path) -> None:
    outcome, _ = run(tmp_path, case["fixed_shape"])
    assert not outcome.loud, f"repaired: {case['fix_kind']}"


@pytest.mark.parametrize("case", safe(), ids=lambda case: case["id"])
def test_is_silent_on_safe_code(case: Case, tmp_path: Path) -> None:
    outcome, _ = run(tmp_path, case["code"])
    assert not outcome.loud, case["why"]


@pytest.mark.parametrize("name", FLOOR)
def test_misses_stay_below_the_floor(name: str) -> None:
    """`test_finds_the_bug` holds each case to being found or listed, so the list is the count."""
    least, total = FLOOR[name]
    of_track = [case["id"] for case in bugs() if track(case) == name]
    assert len(of_track) == total
    assert total - sum(case in MISSES for case in of_track) >= least
    assert set(MISSES) <= {case["id"] for case in bugs()}
