"""Each application really does what its case says, with plain Python and no probe near it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.probe.hostile.cases import Case, cases
from tests.probe.hostile.plain import run, seen_at

CASES = cases()
pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is left is counted in /proc"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_behaves_so(case: Case, tmp_path: Path) -> None:
    if case.missing:
        pytest.skip(f"needs {', '.join(case.missing)}")
    ended = run(case, tmp_path)
    assert ended.how == case.plain.ends, ended.output[-3000:]
    for text in case.plain.output:
        assert text in ended.output
    assert seen_at(case.plain.at, ended.hung) > 1 or not case.plain.at
    assert ended.left >= case.plain.leaves
    assert bool(ended.left) == bool(case.plain.leaves)
