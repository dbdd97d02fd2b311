"""What holds in other versions of the library than the one that a finding was decided for."""

from __future__ import annotations

from forklint.judge.healing import Fork, working
from forklint.knowledge.schema import TypeFact
from forklint.knowledge.versions import within
from forklint.model.levels import Ternary


def otherwise(row: TypeFact, fork: Fork, version: str) -> str:
    """One clause on the versions for which there would be no finding; empty where all are alike."""
    if cured := cured_since(row, fork, version):
        return f"{cured} and newer renew it after the fork"
    if row.versions:
        return f"versions outside `{row.versions}` are not affected"
    return ""


def cure(row: TypeFact, fork: Fork, library: str, version: str) -> str:
    """The upgrade that repairs it, in one sentence; empty where none does, and where the row's own words name it."""
    cured = cured_since(row, fork, version)
    if not cured or cured in row.remedy:
        return ""
    return f"Or use {library} {cured} or newer, which renews it after the fork."


def cured_since(row: TypeFact, fork: Fork, version: str) -> str:
    """The first version that heals under this server; empty where none does, every one does, or this one should."""
    since = [healing.since for healing in working(row, fork) if healing.vouched and healing.since != "0"]
    oldest = next((one for one in since if all(within(other, f">={one}") is Ternary.YES for other in since)), "")
    return oldest if oldest and within(version, f">={oldest}") is not Ternary.YES else ""
