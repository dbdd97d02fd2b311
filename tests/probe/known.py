"""What a probe may have to know, for tests that have no supervisor."""

from __future__ import annotations

from typing import Any

from forklint.knowledge.facts import Facts
from forklint.probe.probe import runtime_types


def every_type() -> dict[str, Any]:
    """What the shipped facts say of all types."""
    facts = Facts()
    return runtime_types(facts, tuple(facts.index))
