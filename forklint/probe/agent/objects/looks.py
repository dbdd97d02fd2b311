"""What is told of the objects of a type: each aspect has a file of its own."""

from __future__ import annotations

from . import draws, filenos, locks, loops, temporary, threads
from .kinds import Kind, Kinds, Look


def prepare(kinds: Kinds) -> None:
    """Have each kind know what is to be told of its objects."""
    kinds.looks_of = _of


def _of(cls: type, kind: Kind, kinds: Kinds) -> tuple[Look, ...]:
    found = (
        filenos.look(cls, kinds.is_mine),
        threads.look(kind),
        locks.look(cls, kind.names),
        loops.look(kind.names),  # after the descriptors: a loop tells all of them itself
        temporary.look(kind.names),
        draws.look(kind, kinds.known.says(kind.fact, "draws")),
    )
    return tuple(look for look in found if look is not None)
