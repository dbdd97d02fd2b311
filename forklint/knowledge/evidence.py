"""What experiments showed of the facts' rows: `rules/evidence.json`, written by the run that proves them."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from forklint.errors import KnowledgeError
from forklint.knowledge.locate import rules_folder


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One claim of a row, held against what was seen."""

    text: str
    seen: str
    holds: bool


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """The last run of the experiment that speaks of a row."""

    distribution: str
    """The library, as PyPI spells it."""
    version: str
    """Of the library; that of Python for the standard library."""
    python: str
    """Version of the interpreter, such as `3.11.9`."""
    date: str
    """Day of the run: `2026-11-22`."""
    experiment: str
    """Recipe and class: `redis.Client`."""
    claims: tuple[Claim, ...]

    @property
    def holds(self) -> bool:
        """Whether every claim was seen to be so."""
        return all(claim.holds for claim in self.claims)


def of(row: str) -> Evidence | None:
    """What was seen of the row of this name; None for a row that is unproven."""
    return _all().get(row)


def everything() -> dict[str, Evidence]:
    """Row name -> what was seen of it."""
    return _all()


def is_shown(row: str) -> bool:
    """Whether an experiment has shown all that the row of this name claims."""
    known = of(row)
    return known is not None and known.holds


@lru_cache(maxsize=1)
def _all() -> dict[str, Evidence]:
    """Row name -> evidence; nothing where no run has written the file yet."""
    path = rules_folder() / "evidence.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Evidence])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read: {error}", "tests/proofs/evidence.py writes it.") from error
