"""docs/evidence.md: what was shown of each library, and what only a source supports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from forklint.knowledge.facts import Facts
from forklint.knowledge.schema import TypeFact
from forklint.proofs.recipe import experiments

HEAD = """# Evidence

Made by `make evidence`: each claim of `rules/facts/` that has an experiment in `rules/proofs/`, shown with the real
library, and a real server where it needs one. [Adding a proof](adding-a-proof.md) says how. A claim in bold was **not**
seen to be so. What is large to install is shown by `make proofs-heavy` only, and stays as it was on that day.

"""


def text(kept: dict[str, Any], facts: Facts) -> str:
    """The whole page."""
    parts = [HEAD, *_summary(kept, facts), "## Shown\n\n", *_shown(kept), "## Supported by a source only\n\n"]
    return "".join([*parts, *_unproven(kept, facts)])


def resources(facts: Facts) -> dict[str, TypeFact]:
    """The rows that findings can come from, by name."""
    return {row.name: row for row in facts.types.values() if row.kind is not None and row.rule}


def _summary(kept: dict[str, Any], facts: Facts) -> Iterator[str]:
    rows = resources(facts)
    known = {facts.files[name].distribution for name in rows}
    shown = {entry["distribution"] for entry in kept.values()}
    claims = sum(len(entry["claims"]) for entry in kept.values())
    yield f"- {len(known)} distributions with {len(rows)} rows that findings can come from\n"
    yield f"- {len(shown)} distributions with {len(kept)} rows shown by experiments, {claims} claims in all\n\n"


def _shown(kept: dict[str, Any]) -> Iterator[str]:
    heavy = {one.id for one in experiments() if one.heavy}
    for name, entry in sorted(kept.items(), key=lambda item: (item[1]["distribution"].lower(), item[0])):
        yield f"### {entry['distribution']}: `{name}`\n\n"
        by = ", by `make proofs-heavy`" if entry["experiment"] in heavy else ""
        yield f"Version {entry['version']}, Python {entry['python']}, {entry['date']}{by}.\n\n"
        yield "| claim | seen |\n| --- | --- |\n"
        for claim in entry["claims"]:
            said = _cell(claim["text"]) if claim["holds"] else f"**{_cell(claim['text'])}**"
            yield f"| {said} | {_cell(claim['seen'])} |\n"
        yield "\n"


def _unproven(kept: dict[str, Any], facts: Facts) -> Iterator[str]:
    yield "| distribution | row | source |\n| --- | --- | --- |\n"
    rows = [(facts.files[name].distribution, name) for name in resources(facts) if name not in kept]
    for distribution, name in sorted(rows, key=lambda row: (row[0].lower(), row[1])):
        yield f"| {distribution} | `{name}` | {_cell(facts.source_of(name))} |\n"


def _cell(said: str) -> str:
    return " ".join(said.replace("|", "\\|").replace("<", "&lt;").split())
