"""Comments in the application's source that speak to forklint."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forklint.model.place import Place

IGNORE = "ignore"
"""Silences findings on a statement."""
IGNORE_FILE = "ignore-file"
"""Silences findings in a file."""
FORK_SAFE = "fork-safe"
"""Declares a mitigation of what a class or function makes; real processes may contradict it."""

_SPEAKS = re.compile(rb"forklint|(?:noqa|ignore|ignore-file|fork-safe)\b[^\n]{0,40}FL[0-9]", re.IGNORECASE)


def may_speak(source: bytes) -> bool:
    """Whether a file may hold a comment for forklint: others are not read for them."""
    return (b"orklint" in source or b"FL" in source) and _SPEAKS.search(source) is not None


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
