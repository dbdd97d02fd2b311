"""What `deploy` hands on: a plan for the analyzer beside the deployment that it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from forklint.model.deployment import Deployment
from forklint.model.place import Gap
from forklint.model.plan import LoadPlan


@dataclass(frozen=True, slots=True)
class Served:
    """One master: what it loads, and how we know."""

    plan: LoadPlan
    deployment: Deployment
    gaps: tuple[Gap, ...] = ()
    """What could not be looked at on the way to the plan: unreadable folders, modules that another hides."""
    entry: str = ""
    """Absolute path of the one module that must be readable; empty where a folder was asked for."""
    start: str = ""
    """Absolute folder that the server is started in."""
    undecided: bool = False
    """True where the configuration file may name the entry or change the roots: see `narrow.narrowed`."""
    named: bool = False
    """True where the person named the entry, and no description of a deployment did."""
