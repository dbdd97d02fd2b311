"""One version, or what a requirement allows, against a specifier."""

from __future__ import annotations

import pytest

from forklint.knowledge.versions import common, covers, is_range, within
from forklint.model.levels import Ternary

YES, NO, UNKNOWN = Ternary.YES, Ternary.NO, Ternary.UNKNOWN


@pytest.mark.parametrize(
    ("known", "specifier", "verdict"),
    [
        ("", ">=2", UNKNOWN),
        ("1.10", ">=1.9", YES),
        ("1.9", ">=1.10", NO),
        ("2.0rc1", ">=2.0", NO),
        ("odd!", ">=2", UNKNOWN),
        ("2", "two", UNKNOWN),
        (">=5", ">=2.4.12", YES),
        (">=2.4.12", ">=2.4.12", YES),
        (">2.4.12", ">=2.4.12", YES),
        (">=2.4.11", ">=2.4.12", UNKNOWN),
        ("<2.4.12", ">=2.4.12", NO),
        ("<=2.4.12", ">=2.4.12", UNKNOWN),
        ("<2.5", ">=2.4.12", UNKNOWN),
        ("~=2.4", ">=2.4.12", UNKNOWN),
        ("~=2.5", ">=2.4.12", YES),
        ("~=2.4.0", ">=2.5", NO),
        ("==2.4.*", ">=2.5", NO),
        ("==2.*", ">=2.4.12", UNKNOWN),
        ("==3.*", ">=2.4.12", YES),
        (">=3,<2", ">=2", UNKNOWN),
        ("!=2.0", ">=2", UNKNOWN),
        (">=1.3,<1.4", "<2,!=1.3.*", NO),
        (">=1.4,<2", "<2,!=1.3.*", YES),
        (">=2", "<2", NO),
        ("<2", "<2", YES),
    ],
)
def test_within(known: str, specifier: str, verdict: Ternary) -> None:
    assert within(known, specifier) is verdict


def test_tells_ranges_from_versions() -> None:
    assert [is_range(one) for one in (">=5", "~=5.1", "!=2", "5.1", "")] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("specifier", "known", "verdict"),
    [("", "1.0", YES), ("", "", YES), ("<2", "", UNKNOWN), ("<2", "1.9", YES), ("<2", ">=2", NO)],
)
def test_covers(specifier: str, known: str, verdict: Ternary) -> None:
    assert covers(specifier, known) is verdict


@pytest.mark.parametrize(
    ("released", "today", "old"),
    [
        ("2023-10", "2026-11", True),
        ("2023-11", "2026-11", False),
        ("2023-11", "2026-12", True),
        ("2023-12", "2027-01", True),
        ("2024-01", "2027-01", False),
        ("", "2026-11", False),
    ],
)
def test_three_years_are_counted_from_the_release_of_forklint(released: str, today: str, old: bool) -> None:
    assert common(released, today) is old
