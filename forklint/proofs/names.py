"""Which names of facts rows an installed library has."""

from __future__ import annotations

from collections.abc import Sequence

from forklint.knowledge.facts import Facts
from forklint.knowledge.schema import TypeFact
from forklint.proofs.stages import existing


def missing(rows: Sequence[TypeFact], facts: Facts, python: str) -> list[str]:
    """The rows of whose names the library has none. Rows whose names only facts use are not looked for."""
    made = {call.makes for call in facts.calls.values()} | {
        name for row in facts.types.values() for name in _given(row)
    }
    wanted = {row.name: names for row in rows if row.name not in made and (names := _names(row))}
    if not wanted:
        return []
    there = existing([name for names in wanted.values() for name in names], python)
    return [row for row, names in wanted.items() if not any(there.get(name) for name in names)]


def _given(row: TypeFact) -> set[str]:
    conditions = {condition.makes for condition in row.when}
    return {*row.gives.values(), *row.attributes.values(), *conditions, *(member.makes for member in row.member)}


def _names(row: TypeFact) -> list[str]:
    """What a process-wide row is called is ours, unless it says where a process has it."""
    names = row.runtime if row.process_wide else (row.name, *row.aliases, *row.runtime)
    return [name for name in names if all(part.isidentifier() for part in name.split("."))]
