"""What is asked of one experiment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forklint.probe.request import ProbeRequest

REQUESTS, CONCURRENCY, WORKERS, ROUNDS = 50, 10, 2, 5
ANSWER_SECONDS = 10.0
TOTAL_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Ask:
    """One HTTP request."""

    path: str = "/"
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    status: int = 0
    """What the reference has to answer; 0 for anything below 400."""
    name: str = ""
    """How reports call it; empty for method and path."""

    def __str__(self) -> str:
        return self.name or f"{self.method} {self.path}"

    def accepts(self, status: int) -> bool:
        """Whether that is what it is meant to bring."""
        return status == self.status if self.status else 0 < status < 400


@dataclass(frozen=True, slots=True)
class Load:
    """What every server gets."""

    asks: tuple[Ask, ...] = (Ask(),)
    """Sent in turns."""
    requests: int = REQUESTS
    """To each server in each round."""
    concurrency: int = CONCURRENCY
    rounds: int = ROUNDS
    ignore: tuple[re.Pattern[str], ...] = ()
    """Parts of bodies that differ by nature."""
    answer_seconds: float = ANSWER_SECONDS
    """That an answer may keep us waiting."""
    total_seconds: float = TOTAL_SECONDS
    """After which no more is sent."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One server to be started."""

    name: str
    about: str
    request: ProbeRequest
    lazily: bool = False
    """Each worker loads the application itself, whatever the settings say."""
