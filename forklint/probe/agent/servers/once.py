"""A failure is told once, however often a server catches it and raises another in its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent


class Once:
    """Each process goes on with its own copy."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self._told: BaseException | None = None

    def fail(self, stage: str, error: BaseException) -> None:
        """Tell what went wrong in a stage, unless it is what was told last, or was raised because of that."""
        if self._told is None or not any(one is self._told for one in _chain(error)):
            self._agent.fail(stage, error)
        self._told = error


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or at.__context__
