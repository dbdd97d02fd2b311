"""The pages that list keys list all of them, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from forklint.knowledge import schema

DOCS = Path(__file__).parents[2] / "docs"
FACTS = (
    schema.FactsFile,
    schema.TypeFact,
    schema.CallFact,
    schema.Condition,
    schema.Healing,
    schema.NoHelp,
    schema.Goodbye,
    schema.Duck,
    schema.ImportFact,
    schema.SubclassFact,
)
PAGES = {
    "adding-a-fact.md": FACTS,
    "adding-a-rule.md": (schema.RuleFile, schema.Case),
    "adding-a-server.md": (schema.ServerFile, schema.Hook, schema.Options),
}


def keys(structs: tuple[type[msgspec.Struct], ...]) -> set[str]:
    return {field.encode_name for struct in structs for field in msgspec.structs.fields(struct)}


@pytest.mark.parametrize("page", PAGES)
def test_every_key_is_explained(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    missing = {key for key in keys(PAGES[page]) if f"`{key}`" not in text and f"`[[{key}]]`" not in text}
    assert missing == set()


@pytest.mark.parametrize("page", PAGES)
def test_no_key_is_explained_that_does_not_exist(page: str) -> None:
    first = {
        name
        for line in (DOCS / page).read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
        for name in re.findall(r"`\[?\[?(\w+)\]?\]?`", line.split("|")[1])
    }
    assert first <= keys(PAGES[page])
