"""Words that name servers, taken from text: the same as the decoded tables have."""

from __future__ import annotations

from forklint.knowledge.programs import words
from forklint.knowledge.servers import servers


def test_they_are_those_of_the_tables() -> None:
    assert words() == {name.encode() for one in servers().values() for name in (one.name, *one.programs)}
