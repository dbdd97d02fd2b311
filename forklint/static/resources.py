"""What the analyzer remembers of each resource: its state, and the events that brought it there."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from forklint.model.levels import Confidence
from forklint.model.place import Place, Step
from forklint.model.plan import Flaw
from forklint.model.resource import State
from forklint.static.scope import Frame, place_of, trail

if TYPE_CHECKING:
    from forklint.knowledge.schema import Goodbye, TypeFact


@dataclass(slots=True, eq=False)
class Event:
    """Something that happened to a resource: where, and on which way."""

    path: str
    node: ast.AST
    frame: Frame
    what: str
    certain: Confidence

    def place(self) -> Place:
        """Where it happened."""
        return place_of(self.path, self.node)

    def trail(self) -> list[Step]:
        """How the master got there, itself included."""
        return [*trail(self.frame), Step(self.place(), self.what)]


@dataclass(slots=True, eq=False)
class Discharge:
    """How a worker, or a hook of the master, lets go of a resource."""

    event: Event
    call: str
    """Last name of what is called; empty where something else takes its place."""
    goodbye: Goodbye | None
    """The row that says that this call speaks to the other end first; None where it is silent."""
    hook: str
    """The hook that did it; `load` where none did."""
    flaw: Flaw | None = None
    """Why it does not repair what workers inherit, or not for all of them."""


@dataclass(slots=True, eq=False)
class LiveResource:
    """One resource of the abstract process."""

    type: TypeFact
    call: str
    """Qualified name of the call that made it."""
    made: Event
    state: State = State.DORMANT
    live: Event | None = None
    """What made it live; the construction itself for eager ones."""
    guarded: bool = False
    """Made where a comparison of process ids decides: each process makes its own."""
    healed: bool = False
    """Released, replaced or re-opened in the worker."""
    phase: str = "load"
    made_in: str = "load"
    arguments: dict[str, Any] = field(default_factory=dict)
    """Keyword argument -> node."""
    repair: Discharge | None = None
    """What released it in the worker."""
    flawed: list[Discharge] = field(default_factory=list)
    """Repairs that do not repair, or not in every worker."""
    released: Discharge | None = None
    """What released it last in the master."""
    symbol: str = ""
    harmless: bool = False
    """An argument or the environment takes the danger away."""
    detail: str = ""
    classes: tuple[Place, ...] = ()
    """Where the program's classes begin that it is an instance of."""
