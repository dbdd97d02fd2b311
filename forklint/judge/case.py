"""All that a judgment looks at."""

from __future__ import annotations

from dataclasses import dataclass

from forklint.knowledge.facts import Facts
from forklint.model.deployment import Deployment
from forklint.model.plan import LoadResult


@dataclass(frozen=True, slots=True)
class Case:
    """One master: how it is served, what was seen of its load time, and what is known of the libraries."""

    deployment: Deployment
    result: LoadResult
    facts: Facts
