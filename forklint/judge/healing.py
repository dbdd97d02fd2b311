"""Does the library notice the fork by itself, in this version and under this server?"""

from __future__ import annotations

from forklint.knowledge.schema import Healing, TypeFact
from forklint.knowledge.versions import common, covers, within
from forklint.model.levels import Ternary
from forklint.model.resource import Mechanism

Fork = frozenset[Mechanism]
"""The kinds of healing that a fork runs: `knowledge.servers.mechanisms`."""


def heals(row: TypeFact, version: str, fork: Fork) -> Ternary:
    """YES where some mechanism of the library works in this version and under this server's fork.

    `version` is one, what a requirement allows (`>=5`), or empty. UNKNOWN where the verdict depends on what it does
    not tell, and where the library does renew itself but its makers do not vouch for that.
    """
    verdict = renews(row, version, fork)
    vouched = any(healing.vouched for healing in working(row, fork))
    return Ternary.UNKNOWN if verdict is Ternary.YES and not vouched else verdict


def renews(row: TypeFact, version: str, fork: Fork) -> Ternary:
    """The same, whatever its makers say of it."""
    verdicts = {_works(healing, version) for healing in working(row, fork)}
    if Ternary.YES in verdicts:
        return Ternary.YES
    return Ternary.UNKNOWN if Ternary.UNKNOWN in verdicts else Ternary.NO


def working(row: TypeFact, fork: Fork) -> list[Healing]:
    """The ways of healing that a server's fork runs."""
    return [healing for healing in row.heals if healing.mechanism in fork]


def _works(healing: Healing, version: str) -> Ternary:
    if healing.since == "0":
        return Ternary.YES
    verdict = within(version, f">={healing.since}")
    return Ternary.YES if verdict is Ternary.UNKNOWN and common(healing.released) else verdict


def concerns(specifier: str, version: str) -> bool:
    """Whether a row's `versions` covers a version; one that may be covered is."""
    return covers(specifier, version) is not Ternary.NO
