"""What preloading is worth to one application: measured, not judged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """What several measurements of one thing gave."""

    median: float
    least: float
    most: float

    def above(self, other: Spread) -> bool:
        """Whether each measurement is more than each of the other: only then is a difference of medians told."""
        return self.least > other.most


@dataclass(frozen=True, slots=True)
class Memory:
    """What one worker has, in bytes, idle, without having served a request."""

    own: Spread
    """Pages that it shares with nobody (unique set size), when it is ready."""
    collected: Spread
    """The same after one full garbage collection in it."""
    unshared: Spread
    """How much more that is, worker by worker."""
    together: Spread
    """The master and all workers, when they are ready (proportional set sizes)."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to come to workers."""

    boot: Spread
    """Seconds from right before the fork until the application is loaded in the worker."""
    memory: Memory | None
    """None where the system does not tell."""


@dataclass(frozen=True, slots=True)
class Worth:
    """The same application, loaded by its workers and by its master."""

    runs: int
    """Masters that were started for each way."""
    workers: int
    """Workers of each master."""
    load: Spread
    """Seconds that a preloading master takes to load, once."""
    late: Way
    """Not preloaded: each worker loads."""
    preloaded: Way
    frozen: Way
    """Preloaded, and `gc.freeze()` called in the master right before the fork."""
