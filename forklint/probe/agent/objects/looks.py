"""What is told of the objects of a type: each aspect has a file of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import draws, filenos, locks, loops, temporary, threads
from .kinds import Kind, Kinds

Look = Callable[[Any], dict[str, Any]]


def prepare(kinds: Kinds) -> None:
    """Have each kind know what is to be told of its objects."""
    kinds.looks_of = lambda cls, kind: _of(cls, kind, kinds)


def _of(cls: type, kind: Kind, kinds: Kinds) -> tuple[Look, ...]:
    found = (
        filenos.look(cls, kinds.is_mine),
        threads.look(cls),
        locks.look(cls),
        loops.look(cls),  # after the descriptors: a loop tells all of them itself
        temporary.look(cls),
        draws.look(cls, kind, kinds.known.says(kind.fact, "draws")),
    )
    return tuple(look for look in found if look is not None)
