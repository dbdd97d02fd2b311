"""What a shell knows while it runs: variables, arguments, the folder that it is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from forklint.deploy.descriptions.argument import Argument
from forklint.model.place import Place

Value = tuple[Argument, ...]
"""Pieces of one text, each known or not; an array is one piece for each element."""


@dataclass(slots=True)
class Scope:
    """One shell's variables; an arm of a condition has a copy."""

    variables: dict[str, Value] = field(default_factory=dict)
    arrays: dict[str, list[Argument]] = field(default_factory=dict)
    arguments: list[Argument] | None = None
    """`$1`, `$2`, ...; None where nobody says with what a script is called."""
    folder: str = ""
    """Absolute folder of the tree; empty where nothing says so."""
    given: Place | None = None
    """Where the arguments come from; None for nowhere."""

    def copy(self) -> Scope:
        """A scope that changes by itself."""
        given = None if self.arguments is None else list(self.arguments)
        arrays = {name: list(values) for name, values in self.arrays.items()}
        return replace(self, variables=dict(self.variables), arrays=arrays, arguments=given)

    def environment(self) -> dict[str, Argument]:
        """Every variable as one text."""
        return {name: joined(value) for name, value in self.variables.items()}

    def join(self, arms: Iterable[Scope]) -> None:
        """After a condition that nothing decides: what the arms do not agree on is unknown."""
        for arm in arms:
            self._join_arrays(arm)
            for name, value in arm.variables.items():
                before = self.variables.get(name, ())
                if value != before:
                    self.variables[name] = _open_end(before, value)

    def _join_arrays(self, arm: Scope) -> None:
        for name, values in arm.arrays.items():
            before = self.arrays.get(name, [])
            if values != before:
                self.arrays[name] = list(_open_end(tuple(before), tuple(values)))


def scope_with(environment: Mapping[str, Argument]) -> Scope:
    """A shell that starts with these variables."""
    return Scope({name: (value,) for name, value in environment.items()})


def joined(value: Iterable[Argument]) -> Argument:
    """Pieces as one text."""
    pieces = list(value)
    source = "".join(piece.script for piece in pieces)
    return Argument("".join(piece.text for piece in pieces), all(piece.known for piece in pieces), source)


def _open_end(before: Value, after: Value) -> Value:
    """`ARGS="$ARGS --preload"` in an arm: what was there stays known."""
    kept = len(before) if after[: len(before)] == before else 0
    return after[:kept] + tuple(replace(piece, known=False) for piece in after[kept:])
