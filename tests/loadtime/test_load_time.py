"""forklint executes what CPython executes: everything of it, and nothing else."""

from __future__ import annotations

import pytest

from tests.loadtime.analyzer import load_time
from tests.loadtime.case import read_cases


def case_parameters():
    """Every case; a known gap is expected to fail, and is noticed when it no longer does."""
    for case in read_cases():
        marks = [pytest.mark.xfail(reason=case.known_gap)] if case.known_gap else []
        yield pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", list(case_parameters()))
def test_load_time(case, tmp_path):
    case.unpack(tmp_path)
    seen = load_time(tmp_path)
    missing = set(case.executes) - seen.functions
    extra = seen.functions - {*case.executes, *case.may}
    assert not missing, f"executed by CPython, not by forklint (extra: {sorted(extra)})"
    assert not extra, "executed by forklint, not by CPython"
    assert not case.loads or seen.modules == case.loads
