"""What the same requests brought from servers that differ in one thing: answers, counted, and what stands out."""

from __future__ import annotations

from dataclasses import dataclass

REFERENCE, SUBJECT, REPAIRED = "reference", "subject", "repaired"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request brought, without the parts that are ignored."""

    status: int = 0
    """HTTP status; 0 where none came."""
    body: str = ""
    rest: str = ""
    """What stands for the rest of a body of which only the beginning was kept."""
    trouble: str = ""
    """`timed out`, `cut off`, `garbled` (it is not in its `Content-Encoding`), `no answer`; empty for a whole one."""

    @property
    def told(self) -> str:
        """What reports have of the body."""
        return f"{self.body} ({self.rest})" if self.rest else self.body

    @property
    def failed(self) -> bool:
        """Whether the server itself is likely to have said why."""
        return bool(self.trouble) or self.status >= 500


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one server gave one answer to one request."""

    ask: str
    """`GET /q`."""
    answer: Answer
    count: int
    strange: bool = False
    """The reference never gave it."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds from a request to the end of its answer."""

    median: float
    most_of_all: float
    """Of 95 %."""
    longest: float


@dataclass(frozen=True, slots=True)
class Side:
    """One of the servers, over all rounds."""

    name: str
    """`reference`, `subject` or `repaired`."""
    about: str
    """What is special of it: `not preloaded`."""
    tallies: tuple[Tally, ...] = ()
    ended: int = 0
    """Workers that ended before they were asked to, where those of the reference did not."""
    latency: Latency | None = None
    """None where nothing was answered."""
    strange_rounds: int = 0
    failure: str = ""
    """Why it did not start, where the reference did."""
    printed: tuple[str, ...] = ()
    """Its last lines, where it failed as the reference never did."""

    @property
    def strange(self) -> int:
        """Answers that the reference never gave."""
        return sum(tally.count for tally in self.tallies if tally.strange)

    @property
    def sent(self) -> int:
        """Requests that came to an end."""
        return sum(tally.count for tally in self.tallies)

    @property
    def misbehaves(self) -> bool:
        """Whether it did anything that the reference did not."""
        return bool(self.strange or self.ended or self.failure)


@dataclass(frozen=True, slots=True)
class Stressed:
    """The result of one experiment."""

    entry: str
    server: str
    version: str
    workers: int
    requests: int
    """To each server in each round."""
    concurrency: int
    rounds: int
    """Rounds that were played to their end."""
    seconds: float
    sides: tuple[Side, ...]
    """The reference first, then the subject, then its repair if there is one."""
    stopped: str = ""
    """Why it ended before all rounds were played; empty where it did not."""

    def side(self, name: str) -> Side | None:
        """The one of this name."""
        return next((side for side in self.sides if side.name == name), None)

    @property
    def misbehaves(self) -> bool:
        """Whether the last side does: the repair where there is one, else the subject."""
        return self.sides[-1].misbehaves
