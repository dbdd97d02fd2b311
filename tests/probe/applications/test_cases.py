"""What the cases say is complete, and the static analyzer does not contradict it."""

from __future__ import annotations

import ast

import pytest

from tests.probe.applications.case import SHOWS, cases
from tests.running import check
from tests.services.catalog import RECIPES

CASES = cases()
FAULTY = [case for case in CASES if "faulty" in case.variants]
MISSED = {
    "doorbell_pipe": "no fact speaks of os.pipe",
    "eventfd_counter": "no fact speaks of os.eventfd",
    "inotify_watch": "no fact speaks of ctypes",
    "library_thread": "the library is not opened, and no fact speaks of it",
}
"""Where only the probe can look."""


def name(case):
    return case.name


@pytest.mark.parametrize("case", CASES, ids=name)
def test_words_and_servers_are_known(case):
    assert {*case.shows, *case.keeps, *case.renews} <= set(SHOWS)
    assert set(case.needs) <= set(RECIPES)
    assert case.server in ("generic", "gunicorn")
    assert case.summary.endswith(".")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_every_fault_has_a_line_a_proof_and_a_repair(case):
    if case.name.startswith("safe_"):
        assert case.variants == ("repaired",)
        assert not any((case.expect, case.clears, case.shows, case.renews, case.repair))
    else:
        assert case.variants == ("faulty", "repaired")
        assert case.repair.endswith(".")
        assert bool(case.expect) == bool(case.shows)
        assert case.cleared == bool(case.renews)
        assert bool(case.expect) != case.cleared


@pytest.mark.parametrize("case", CASES, ids=name)
def test_twins_bear_no_mark(case):
    for path in (case.folder / "repaired").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        ast.parse(text, feature_version=(3, 9))
        assert "# expect" not in text
        assert "# clears" not in text


@pytest.mark.parametrize("case", FAULTY, ids=name)
def test_static_findings_in_the_fault_are_those_that_it_expects(case):
    found = check(case.folder / "faulty", case.entry).marks
    right = {(one.file, line, one.code) for one in (*case.expect, *case.clears) for line in one.lines}
    assert found <= right
    assert bool(right and not found) == (case.name in MISSED)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_static_is_silent_on_the_repair(case):
    outcome = check(case.folder / "repaired", case.entry)
    assert outcome.marks == set()
    assert outcome.report["coverage"]["modules"] >= 2, "its modules were executed, not skipped"
