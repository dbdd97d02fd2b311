"""What was seen, statically or in real processes. An observation does not judge."""

from __future__ import annotations

from dataclasses import dataclass

from forklint.model.levels import Confidence
from forklint.model.place import Place, Step
from forklint.model.resource import Resource


@dataclass(frozen=True, slots=True)
class Observation:
    """A resource that is live at the fork point, with the way there."""

    resource: Resource
    type_name: str
    """Name of the facts row that says what goes wrong and what to do."""
    place: Place
    """The line of the user's code that a person would change."""
    trail: tuple[Step, ...]
    confidence: Confidence
    made_in: str = "load"
    """`load`, or the master-side server hook that made it (`on_starting`)."""
    symbol: str = ""
    """The name it is bound to, where it has one (`app.db.pool`)."""
    arguments: tuple[tuple[str, Place], ...] = ()
    """Keyword arguments of the constructing call, for rules about remedies that do not help."""
    version: str = ""
    """Version of the library that was found for this application, or what a requirement allows (`>=5,<6`); empty where
    unknown."""
    classes: tuple[Place, ...] = ()
    """Where the program's classes begin that it is an instance of: `class Pool(PooledDB)`."""
    others: tuple[Place, ...] = ()
    """Where others are made that the same line makes live, such as one that starts whatever it is given."""
    detail: str = ""
    """One clause on what exactly was seen, for the message."""
    evidence: str = "static"
    """`static` or `probe`: which eye saw it."""
    proven: bool = False
    """Whether the library was asked in real workers, so that what is known of its healing decides nothing."""
    proof: tuple[str, ...] = ()
    """What real processes showed, a sentence each; empty for the static analyzer."""
