"""Resources: objects whose meaning does not survive a copy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What sort of thing a resource is; the words of `docs/glossary.md`."""

    CONNECTION = "connection"
    POOL = "pool"
    CHANNEL = "channel"
    SOCKET = "socket"
    THREAD = "thread"
    EXECUTOR = "executor"
    PROCESS = "process"
    EVENT_LOOP = "event-loop"
    NATIVE_THREADS = "native-threads"
    FILE = "file"
    DATABASE = "database"
    LOCK = "lock"
    SIGNAL = "signal"
    RANDOM = "random"
    IDENTITY = "identity"
    DEVICE = "device"


class State(Enum):
    """Where a resource stands in its life."""

    DORMANT = "dormant"
    """Made; nothing opened yet."""
    LIVE = "live"
    """A descriptor, a thread or state exists."""
    RELEASED = "released"
    """Closed or disposed."""


class Mechanism(Enum):
    """How a library heals itself after a fork; not every mechanism runs under every server."""

    PID_CHECK = "pid-check"
    PTHREAD_ATFORK = "pthread_atfork"
    REGISTER_AT_FORK = "register_at_fork"
    MULTIPROCESSING = "multiprocessing"
    PATCHED_FORK = "patched-fork"


@dataclass(frozen=True, slots=True)
class Resource:
    """What a report says of a resource."""

    kind: Kind
    library: str
    """The distribution, as PyPI spells it; `python` for the standard library."""
    call: str
    """Qualified name of the call that made it."""
    state: State
