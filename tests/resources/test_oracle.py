"""The programs are what they are said to be: a real fork shows the fault, and does not show it in the repaired twin."""

from __future__ import annotations

import sys

import pytest

from tests.resources.oracle import observe, runs
from tests.resources.program import read_programs

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")

RUNNABLE = [program for program in read_programs() if runs(program)]


@pytest.fixture(scope="module")
def seen():
    return observe(RUNNABLE)


@pytest.mark.parametrize("program", RUNNABLE, ids=lambda program: program.name)
def test_fault_is_seen_and_repair_is_seen(program, seen):
    faulty, repaired = seen[program.name]
    assert not faulty.error
    assert not repaired.error
    assert faulty.faulty, "the faulty program shares nothing and loses nothing"
    assert not repaired.faulty, f"the repaired program is faulty: {repaired}"
