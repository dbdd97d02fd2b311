"""Each hostile application is probed: what is said, what is found in spite of it all, and what is left behind."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import forklint
from tests.probe.hostile.cases import Case, cases
from tests.probe.hostile.probed import Told, in_process

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is left is counted in /proc")
MOST_SECONDS = 25.0
"""For one probe of the slowest case, on a machine that does other things."""
_PLACE = re.compile(r"[\w./-]+\.py:\d+")
_OWN_FRAME = re.compile(rf'File "{re.escape(str(Path(forklint.__file__).parent))}/')


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_probed(case: Case, tmp_path: Path) -> None:
    if case.missing:
        pytest.skip(f"needs {', '.join(case.missing)}")
    told = in_process(case, tmp_path)
    assert told.outcome == case.outcome, told.text
    assert [text for text in case.says if text.lower() not in told.text.lower()] == [], told.text
    assert [text for text in case.never_says if text in told.text] == [], told.text
    assert [found for found in case.finds if found not in told.findings] == [], told.text
    assert not case.first or _first_place(told) == case.first, told.text
    assert not _OWN_FRAME.search(told.text), told.text
    assert not told.left
    assert told.seconds < MOST_SECONDS


def _first_place(told: Told) -> str:
    return next(iter(_PLACE.findall(told.text)), "")
