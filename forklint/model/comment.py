"""Comments in the application's source that speak to forklint."""

from __future__ import annotations

from dataclasses import dataclass

from forklint.model.place import Place

IGNORE = "ignore"
"""Silences findings on a statement."""
IGNORE_FILE = "ignore-file"
"""Silences findings in a file."""
FORK_SAFE = "fork-safe"
"""Declares a mitigation of what a class or function makes; real processes may contradict it."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One `# forklint: ignore[FL102] reason`, and what it speaks of."""

    place: Place
    """Of the comment itself."""
    verb: str
    """`ignore`, `ignore-file` or `fork-safe`; empty where it is none of them."""
    codes: tuple[str, ...]
    """Those that rules have."""
    reason: str
    first: int
    """First line of the statement, class, function or file that it speaks of."""
    last: int
    binds: tuple[str, ...] = ()
    """Names that this statement binds at the top of its module."""
    looked: bool = False
    """Whether the analyzer executed what it speaks of."""
    problem: str = ""
    """Why it says less than was meant; empty where it is right."""

    def __str__(self) -> str:
        return f"{self.verb}[{', '.join(self.codes)}]"
