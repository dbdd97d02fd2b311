"""Does the library notice the fork by itself, in this version and under this server?"""

from __future__ import annotations

from forklint.knowledge.schema import Healing, TypeFact
from forklint.knowledge.servers import servers
from forklint.model.levels import Ternary
from forklint.model.resource import Mechanism

OLD_ENOUGH = "2023-11"
"""Where no version is known, a release before this month counts as installed: three years before this forklint."""
_WITHOUT_SERVER = frozenset(Mechanism) - {Mechanism.MULTIPROCESSING}


def heals(row: TypeFact, version: str, server: str) -> Ternary:
    """YES where some mechanism of the library works in this version and under this server's fork.

    UNKNOWN where that depends on a version that nobody knows.
    """
    verdicts = {_works(healing, version) for healing in row.heals if healing.mechanism in mechanisms(server)}
    if Ternary.YES in verdicts:
        return Ternary.YES
    return Ternary.UNKNOWN if Ternary.UNKNOWN in verdicts else Ternary.NO


def mechanisms(server: str) -> frozenset[Mechanism]:
    """What a server's fork runs by default; for an unknown one all but what only `multiprocessing` runs."""
    known = servers().get(server)
    return frozenset(known.mechanisms) if known else _WITHOUT_SERVER


def _works(healing: Healing, version: str) -> Ternary:
    if healing.since == "0":
        return Ternary.YES
    if not version:
        return Ternary.YES if healing.released and healing.released < OLD_ENOUGH else Ternary.UNKNOWN
    return Ternary.YES if at_least(version, healing.since) else Ternary.NO


def at_least(version: str, since: str) -> bool:
    """Compare two versions as PEP 440 does; one that it cannot read is taken as too old."""
    from packaging.version import InvalidVersion, Version  # most programs have no healing library

    try:
        return Version(version) >= Version(since)
    except InvalidVersion:
        return False


def concerns(specifier: str, version: str) -> bool:
    """Whether a row's `versions` covers a version; an unknown one is covered."""
    if not specifier or not version:
        return True
    from packaging.specifiers import SpecifierSet

    return SpecifierSet(specifier).contains(version, prereleases=True)
