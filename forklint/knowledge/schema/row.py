"""What all rows share, and what rows of facts are made of."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from forklint.model.resource import Mechanism

Argument = int | str
"""An argument of a call: a position that counts from 0 (the receiver does not count), or a keyword."""

StateWord = Literal["dormant", "live", "harmless"]
"""`harmless`: holds nothing that a fork breaks, whatever is called on it (an engine with `NullPool`)."""


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all rows share."""


class Condition(Row, frozen=True, kw_only=True, rename={"is_": "is", "not_": "not"}):
    """Decides the state after a call by one argument. Exactly one test is given."""

    argument: str
    """Keyword under which the argument may be passed."""
    position: int = -1
    """Its position, where it may be passed by position."""
    is_: Any = msgspec.UNSET
    not_: Any = msgspec.UNSET
    above: float | None = None
    present: bool | None = None
    contains: str | None = None
    """The argument is a text that contains this, or something external whose name ends with it."""
    state: StateWord
    """The state of the new object where the test holds."""
    makes: str = ""
    """Its type, where the argument decides that too (`open(name, "w")`). The first condition that holds decides."""


class Healing(Row, frozen=True, kw_only=True):
    """A library that notices the fork and renews itself."""

    since: str
    """First version that does; `0` for always."""
    mechanism: Mechanism
    released: str = ""
    """Month of that release (`2021-04`): where no version is known, older than three years counts as safe."""
    vouched: bool = True
    """False where its makers still advise against it, or warn in each worker: then a finding stays as a warning."""
    note: str = ""


class NoHelp(Row, frozen=True, kw_only=True):
    """An argument that people add as a repair and that does not repair."""

    argument: str
    why: str


class Goodbye(Row, frozen=True, kw_only=True):
    """A call that speaks to the other end before it lets go: in a worker it ends the session for everybody."""

    names: tuple[str, ...]
    """Last names of the members, or of functions that free the type."""
    when: tuple[Condition, ...] = ()
    """`harmless` where an argument has it let go in silence (`dispose(close=False)`)."""
    instead: str = ""
    """What to do instead, where the rule's remedy is not it."""
