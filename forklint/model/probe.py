"""What one probe saw in real processes. It does not judge."""

from __future__ import annotations

from dataclasses import dataclass

from forklint.model.observation import Observation
from forklint.model.place import Gap, Place


@dataclass(frozen=True, slots=True)
class Looked:
    """How a probe looked: shown to the reader, and what decides how far its silence reaches."""

    server: str
    """Name of the driver: `generic`, `gunicorn`, `celery`, `uwsgi`, `forkserver`."""
    version: str
    """Version of that server; empty for `generic`."""
    python: str
    """Version of the interpreter, such as `3.12.1`."""
    workers: int
    """Workers that reported after all hooks."""
    method: str
    """How descriptors were compared: `F_DUPFD_QUERY`, `kcmp`, `inode` or `snapshot`."""
    load_seconds: float
    """From the start of the master to the fork."""
    seconds: float
    """The whole probe, cleaning up included."""


@dataclass(frozen=True, slots=True)
class Harmless:
    """Something that was live in the master and that no worker suffers from."""

    place: Place
    type_name: str
    """Facts row; empty where no fact speaks of it."""
    symbol: str
    why: str
    """One clause: `a hook closed it`, `the library renewed it`."""


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """Everything that one probe has to say of one master."""

    looked: Looked
    observations: tuple[Observation, ...]
    """Shared, lost or duplicated in a worker after all hooks; each with its `proof`."""
    harmless: tuple[Harmless, ...] = ()
    modules: tuple[str, ...] = ()
    """Absolute paths of the application's files that the master loaded."""
    gaps: tuple[Gap, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reader of the result should know: fallbacks, the server's own resources left out, ..."""
