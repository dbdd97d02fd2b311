"""A judgment: observation + deployment + rule."""

from __future__ import annotations

from dataclasses import dataclass

from forklint.model.levels import Confidence, Severity
from forklint.model.place import Place, Step
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
    """`static`, `probe`, or both."""
    fingerprint: str
    """Stable when lines move: a hash over rule, file, symbol and resource."""
    version: str = ""
    """The library version that it was decided for; empty where unknown."""
    source: str = ""
    """Where the knowledge comes from: a documentation page."""
