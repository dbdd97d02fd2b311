"""How a block of statements ended, and the exceptions that unwind the interpreter itself."""

from __future__ import annotations

from typing import Any

NORMAL, RETURN, BREAK, CONTINUE, RAISE = range(5)


class Raised(Exception):
    """The program raises; `value` is the abstract exception, `leaves` is true for `sys.exit` and the like."""

    def __init__(self, value: Any, leaves: bool = False) -> None:
        super().__init__()
        self.value = value
        self.leaves = leaves


class Exhausted(Exception):
    """A budget is used up."""


class Stop(Exception):
    """The consumer of a generator wants no more elements: the generator is closed."""


class Leave(Exception):
    """The consumer of a generator leaves it at a `yield`, to come back perhaps."""
