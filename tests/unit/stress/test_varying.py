"""What is proposed to be ignored leaves the difference out, and nothing else."""

from __future__ import annotations

import re

import pytest

from forklint.stress.varying import proposals

UUIDS = ("0b7f4d6e-1111-4c2a-9d7e-aaaaaaaaaaaa", "0b7f4d6e-2222-4c2a-9d7e-bbbbbbbbbbbb")


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (f'{{"id": "{UUIDS[0]}", "n": 1}}', f'{{"id": "{UUIDS[1]}", "n": 1}}', '"n": 1'),
        ('{"at": "2026-11-22T06:00:00Z"}', '{"at": "2026-11-22T06:00:01Z"}', '"}'),
        ("served in 0.123 s by shop", "served in 12.5 s by shop", "s by shop"),
        ("a 17 b 4 c", "a 18 b 5 c", " c"),
        ("token=QUJD/x; path", "token=REVG+y; path", "; path"),
        ("token: QUJD; path", "token: REVG; path", "; path"),
    ],
)
def test_what_differs_is_left_out(first: str, second: str, kept: str) -> None:
    found = proposals([first, second, first])
    assert found
    for expression in found:
        first, second = re.sub(expression, "…", first), re.sub(expression, "…", second)
    assert first == second
    assert kept in first


@pytest.mark.parametrize("bodies", [["same", "same"], [], ["one line", "two\nlines here"], ["{}", '{"a": [1, 2]}']])
def test_nothing_is_proposed_where_nothing_of_that_kind_differs(bodies: list[str]) -> None:
    assert proposals(bodies) == []
