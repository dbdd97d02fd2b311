"""What docs/evidence.md and rules/evidence.json say belongs to the experiments and to the facts, and is enough."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from forklint.knowledge.facts import Facts
from forklint.proofs.prove import row_of
from forklint.proofs.recipe import experiments
from tests.proofs import evidence, page

KNOWN, SHOWN = 70, 45
"""Distributions: at least so many are known, and so many of those shown by experiments that run in CI."""


@pytest.fixture(scope="module")
def facts() -> Facts:
    known = Facts()
    known.load_all()
    return known


def test_enough_libraries_are_known_and_shown(
    facts: Facts, record_property: Callable[[str, object], None]
) -> None:
    known = {facts.files[name].distribution for name in page.resources(facts)} - {"python", "forklint"}
    run = {facts.files[row_of(one, facts).name].distribution for one in experiments() if not one.heavy}
    record_property("said", f"{len(known)} distributions are known, {len(run)} shown by experiments that run in CI")
    assert len(known) >= KNOWN
    assert len(run) >= SHOWN


def test_each_row_of_a_resource_has_a_source(facts: Facts) -> None:
    assert [name for name in page.resources(facts) if not facts.source_of(name)] == []


def test_what_is_kept_is_what_experiments_show(facts: Facts) -> None:
    kept = evidence.read()
    by_row = {row_of(one, facts).name: one for one in experiments()}
    assert set(kept) <= set(by_row)
    assert [one.id for name, one in by_row.items() if name not in kept and not one.heavy] == []


def test_nothing_that_is_kept_was_not_seen() -> None:
    claims = [(name, claim["text"]) for name, entry in evidence.read().items() for claim in entry["claims"]]
    wrong = [
        (name, claim["text"])
        for name, entry in evidence.read().items()
        for claim in entry["claims"]
        if not claim["holds"]
    ]
    assert claims
    assert wrong == []


def test_the_page_says_what_is_kept(facts: Facts) -> None:
    assert evidence.PAGE.read_text(encoding="utf-8") == page.text(evidence.read(), facts)
