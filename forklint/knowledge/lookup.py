"""Which facts a word means: a distribution, an import name, or the qualified name of a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from forklint.knowledge.facts import Facts
from forklint.knowledge.locate import rules_folder
from forklint.knowledge.schema import CallFact, TypeFact

_MOST = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What a word means."""

    paths: tuple[Path, ...]
    """Facts files of the libraries, or of the row."""
    row: TypeFact | CallFact | None = None
    """The row, where the word is the name of one."""


def find(word: str, facts: Facts) -> Found | None:
    """What a word means; None where no fact goes by it."""
    facts.load_all()
    known = files(facts)
    plain = _normal(word)
    paths = [path for path in known if plain in _distributions(path, facts)]
    paths = paths or [path for path in known if word in facts.read[path].modules]
    if paths:
        return Found(tuple(paths))
    row = facts.type_named(word) or facts.call_named(word)
    if row is not None:
        name = row.name if isinstance(row, TypeFact) else row.names[0]
        return Found(tuple(path for path in known if facts.read[path] is facts.files[name]), row)
    paths = [path for path in known if any(name.startswith(f"{word}.") for name in _names(path, facts))]
    return Found(tuple(paths)) if paths else None


def near(word: str, facts: Facts) -> list[str]:
    """Names that are spelt much like it, the best first."""
    known = files(facts)
    names = [facts.read[path].distribution for path in known]
    names += [name for path in known for name in facts.read[path].modules]
    lower = {name.lower(): name for name in reversed([*names, *facts.types, *facts.calls])}
    return [lower[close] for close in get_close_matches(word.lower(), lower, _MOST, 0.7)]


def files(facts: Facts) -> list[Path]:
    """Every facts file that speaks of a library, by the library's name."""
    own = rules_folder() / "facts" / "forklint.toml"  # on what no library explains
    paths = [path for path in facts.read if path != own]
    return sorted(paths, key=lambda path: (facts.read[path].distribution.lower(), path.stem))


def _distributions(path: Path, facts: Facts) -> set[str]:
    file = facts.read[path]
    return {_normal(name) for name in (file.distribution, *file.alternatives, path.stem)}


def _names(path: Path, facts: Facts) -> list[str]:
    """Everything that a file speaks of: `google` and `concurrent.futures` begin names, and are none."""
    file = facts.read[path]
    return [*file.modules, *(row.name for row in file.type), *(name for call in file.call for name in call.names)]


def _normal(name: str) -> str:
    """As package indexes compare names."""
    return re.sub(r"[-_.]+", "-", name).lower()
