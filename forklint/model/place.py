"""Where something stands in the source, and how load time gets there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of source. Lines count from 1, columns from 0 (in characters), as in `ast`."""

    path: str
    """Relative to the current folder where it lies below it, with forward slashes."""
    line: int
    column: int = 0
    end_line: int = 0
    """0 where only a line is known."""
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trail: a place, and what happens there (`imports app.db`, `calls make_app()`)."""

    place: Place
    what: str

    @property
    def makes(self) -> bool:
        """Whether the resource is made here (`makes it: Pool()`)."""
        return self.what.startswith("makes ")

    @property
    def imports(self) -> bool:
        """Whether a module is imported here (`imports app.db`)."""
        return self.what.startswith("imports ")


def made_at(trail: tuple[Step, ...]) -> tuple[Place, ...]:
    """Where a trail's resource is made."""
    return tuple(step.place for step in trail if step.makes)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that could not be looked at. It is counted and shown, and never reported as clean."""

    place: Place
    what: str
