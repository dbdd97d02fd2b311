"""The expectations are what CPython does."""

from __future__ import annotations

import pytest

from tests.loadtime.case import read_cases
from tests.loadtime.oracle import defined, run_cases

CASES = [case for case in read_cases() if not case.not_run]


@pytest.fixture(scope="module")
def truths():
    """What CPython did with every case, by the case's name."""
    return dict(zip((case.name for case in CASES), run_cases(CASES), strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_header_is_what_cpython_does(case, truths):
    truth = truths[case.name]
    assert not truth.error
    assert (case.executes, case.loads) == (truth.executes, truth.loads)


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.name)
def test_header_names_functions_of_the_case(case):
    known = defined(case)
    assert {*case.executes, *case.may} <= known
    assert not set(case.executes) & set(case.may)
