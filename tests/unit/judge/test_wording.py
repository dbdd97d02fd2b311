"""Messages of rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import pytest

from forklint.errors import KnowledgeError
from forklint.judge.wording import message
from forklint.knowledge.rules import all_rules
from forklint.knowledge.schema import RuleFile
from tests.unit.made import observation


@dataclass(frozen=True)
class Words:
    message: str
    code: str = "FL000"


def filled(text: str, **changes: object) -> str:
    return message(cast("RuleFile", Words(text)), observation(**changes))  # type: ignore[arg-type]


def test_placeholders() -> None:
    assert filled("{call} {symbol} {library} {state} {kind}") == "acme.Pool app.db.pool acme live pool"


def test_without_a_name_the_call_stands_in() -> None:
    assert filled("{symbol}", symbol="") == "Pool"


@pytest.mark.parametrize("text", ["{nothing}", "{", "{0}"])
def test_a_placeholder_that_does_not_exist_names_the_rule(text: str) -> None:
    with pytest.raises(KnowledgeError, match="FL000"):
        filled(text)


def test_every_rule_can_be_worded() -> None:
    for rule in all_rules():
        assert "{" not in message(rule, observation())
