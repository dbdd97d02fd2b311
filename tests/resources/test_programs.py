"""forklint finds each fault at its line, and is silent on the repaired twin."""

from __future__ import annotations

import pytest

from tests import programs
from tests.resources.program import read_programs
from tests.running import check


def parameters():
    """Every program; a known gap is expected to fail, and is noticed when it no longer does."""
    for program in read_programs():
        gap = program.header.get("known gap")
        yield pytest.param(program, id=program.name, marks=[pytest.mark.xfail(reason=gap)] if gap else [])


def loud_marks(folder, program):
    loud = check(folder, program.header.get("check", ".")).loud
    return {(finding["path"], finding["line"], finding["rule"]) for finding in loud}


@pytest.mark.parametrize("program", list(parameters()))
def test_fault_is_found_and_repair_is_silent(program, tmp_path):
    (tmp_path / "faulty").mkdir()
    (tmp_path / "repaired").mkdir()
    expected = programs.expected(programs.write(tmp_path / "faulty", program.faulty))
    assert expected, "a program without a mark"
    assert loud_marks(tmp_path / "faulty", program) == expected
    assert not programs.expected(programs.write(tmp_path / "repaired", program.repaired))
    assert loud_marks(tmp_path / "repaired", program) == set()
