"""Versions as the facts speak of them: what is known of one, held against a specifier."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from forklint import RELEASED
from forklint.model.levels import Ternary

if TYPE_CHECKING:
    from packaging.specifiers import SpecifierSet

_OPERATORS = "<>=!~"
YEARS = 3
"""Where no version is known, what this many years of releases have had counts as installed."""


def is_range(known: str) -> bool:
    """Whether it is what a requirement allows (`>=5,<6`), and not one version."""
    return known.startswith(tuple(_OPERATORS))


@lru_cache(maxsize=512)
def within(known: str, specifier: str) -> Ternary:
    """Whether a version, or every version that a requirement allows, lies within a specifier.

    UNKNOWN where nothing is known, where the requirement allows both, and where PEP 440 cannot read it.
    """
    if not known:
        return Ternary.UNKNOWN
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # most programs have no row that asks
    from packaging.version import InvalidVersion, Version

    try:
        wanted = SpecifierSet(specifier)
        if is_range(known):
            return _all_within(SpecifierSet(known), wanted)
        return Ternary.YES if wanted.contains(Version(known), prereleases=True) else Ternary.NO
    except (InvalidSpecifier, InvalidVersion):
        return Ternary.UNKNOWN


def covers(specifier: str, known: str) -> Ternary:
    """Whether a row that may be limited to some versions is about the one in use."""
    return within(known, specifier) if specifier else Ternary.YES


def common(released: str, today: str = RELEASED) -> bool:
    """Whether every release of the years before `today` came later than a month (`2021-04`); false for no month.

    It is counted from the month of this forklint's own release, so that one forklint always says the same.
    """
    year, month = today.split("-")
    return bool(released) and released < f"{int(year) - YEARS}-{month}"


def _all_within(allowed: SpecifierSet, wanted: SpecifierSet) -> Ternary:
    """Try versions around every bound of the two: between bounds nothing changes."""
    possible = [one for one in _samples(allowed, wanted) if allowed.contains(one, prereleases=True)]
    verdicts = {wanted.contains(one, prereleases=True) for one in possible}
    if len(verdicts) != 1:
        return Ternary.UNKNOWN
    return Ternary.YES if verdicts.pop() else Ternary.NO


def _samples(*specifiers: SpecifierSet) -> Iterator[str]:
    """Each bound, what comes right before and after it, and the same where the bound ends early (`~=2.4`, `==2.*`)."""
    from packaging.version import Version

    for bound in (one.version.removesuffix(".*") for specifier in specifiers for one in specifier):
        release = Version(bound).release
        yield bound
        for end in range(1, len(release) + 1):
            head, last = release[: end - 1], release[end - 1]
            around = [(last,), (last, 0, 0, 1), (last, 99999), (last + 1,), (last + 1, 0, 0, 1)]
            around += [(last - 1, 99999)] if last else []
            yield from (".".join(map(str, (*head, *tail))) for tail in around)
