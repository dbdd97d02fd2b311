"""Shell scripts that no other description starts: entrypoints, start scripts."""

from __future__ import annotations

from forklint.deploy.descriptions.found import Description, Findings
from forklint.deploy.descriptions.scope import Scope


def read(source: Description, findings: Findings) -> None:
    """What a script starts; nobody says with which arguments."""
    findings.shell().script(source.path, Scope())
