"""A judgment: observation + deployment + rule."""

from __future__ import annotations

from dataclasses import dataclass

from forklint.model.levels import Confidence, Severity
from forklint.model.place import Place, Step, made_at
from forklint.model.resource import Resource


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to repair."""

    rule: str
    """Code, such as `FL102`."""
    name: str
    """The rule's name, such as `pool-filled-before-fork`."""
    severity: Severity
    confidence: Confidence
    place: Place
    message: str
    goes_wrong: str
    """What happens in the workers."""
    remedy: str
    trace: tuple[Step, ...]
    resource: Resource | None
    """None for findings about the deployment itself."""
    evidence: tuple[str, ...]
    """Which eyes saw it: `static`, `probe`, or both."""
    fingerprint: str
    """Stable when lines move: a hash over rule, file, anchor and resource."""
    anchor: str = ""
    """The name that the resource is bound to, else the function that its line is in, or the setting at fault."""
    version: str = ""
    """The library version, or the range of a requirement (`>=5`), that it was decided for; empty where unknown."""
    otherwise: str = ""
    """One clause on versions for which it would not stand (`2.4.12 and newer renew it after the fork`)."""
    source: str = ""
    """Where the knowledge comes from: a documentation page."""
    proof: tuple[str, ...] = ()
    """What real processes showed, a sentence each; empty where no probe saw it."""
    symbol: str = ""
    """The name that the resource is bound to, where it has one."""
    type_name: str = ""
    """Name of the facts row that it was judged by; empty for findings about the deployment."""
    classes: tuple[Place, ...] = ()
    """As in the observation."""
    others: tuple[Place, ...] = ()
    """As in the observation."""
    made_in: str = "load"
    """As in the observation: `load`, a hook of the master, or `program` where the program itself forks."""

    @property
    def made_at(self) -> tuple[Place, ...]:
        """Where the resource is made."""
        return made_at(self.trace)

    @property
    def effect(self) -> str:
        """Title of `goes_wrong`: a comment in the source does nothing in a worker."""
        return "Why that matters" if self.family == "FL0" else "In the workers"

    @property
    def family(self) -> str:
        """The code's first digit with its letters (`FL1`): findings of two families speak of different things."""
        return self.rule[:3]
