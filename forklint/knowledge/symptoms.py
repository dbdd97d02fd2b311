"""Error texts that people search for, and the incident behind each: `rules/symptoms/<name>.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from forklint.knowledge import evidence
from forklint.knowledge.decode import read_toml
from forklint.knowledge.locate import rules_folder

_WORD = re.compile(r"[^\W\d_]+")
"""Numbers and signs differ from run to run."""
_FEWEST = 2
"""One word alone is in too many texts."""


class Symptom(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One incident, as its file says it."""

    title: str
    texts: tuple[str, ...]
    """As drivers and servers word it; what differs from run to run is left out."""
    libraries: tuple[str, ...]
    """Facts files (without `.toml`, or a distribution) that have to do with it."""
    rules: tuple[str, ...]
    """Codes of the findings that name its cause."""
    source: str
    happens: str
    """What goes on."""
    otherwise: str
    """What else has the same text, and how that is told apart."""
    remedy: str
    no_help: str
    """What is often tried and does not help."""
    fixture: str = ""
    """An application that shows it, in `fixtures/`; empty where there is none."""
    twin: str = ""
    """The same one, repaired."""
    experiment: str = ""
    """What `forklint` shows of it, in Markdown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An experiment in which such a text was seen."""

    row: str
    library: str
    claim: str
    seen: str


@lru_cache(maxsize=1)
def symptoms() -> dict[str, Symptom]:
    """Name -> symptom. Raises KnowledgeError where a file does not fit."""
    paths = sorted((rules_folder() / "symptoms").glob("*.toml"))
    return {path.stem: read_toml(path, Symptom) for path in paths}


def matching(text: str) -> dict[str, Symptom]:
    """The symptoms one of whose texts is in this one, or has it as a part."""
    asked = _words(text)
    return {name: one for name, one in symptoms().items() if any(_agree(asked, _words(known)) for known in one.texts)}


def shown(text: str) -> list[Shown]:
    """Experiments of the facts in which this text was seen."""
    asked = _words(text)
    if len(asked) < _FEWEST:
        return []
    return [
        Shown(row, known.distribution, claim.text, claim.seen)
        for row, known in evidence.everything().items()
        for claim in known.claims
        if _is_part(asked, _words(claim.seen))
    ]


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _agree(asked: list[str], known: list[str]) -> bool:
    return _is_part(known, asked) or (len(asked) >= _FEWEST and _is_part(asked, known))


def _is_part(part: list[str], whole: list[str]) -> bool:
    return bool(part) and any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))
