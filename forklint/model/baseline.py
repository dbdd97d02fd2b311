"""Findings that are known and do not count: what a team has accepted for now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """One accepted finding. Its fingerprint identifies it; the rest is for readers, and tells who can look for it."""

    path: str
    """From the folder that the file lies in."""
    rule: str
    symbol: str
    """The name that its resource is bound to; empty where it has none."""
    resource: str
    """Qualified name of the call that made it; empty for findings without a resource."""
    fingerprint: str
    evidence: tuple[str, ...] = ("static",)
    """Which eyes saw it."""
    targets: tuple[str, ...] = ()
    """Those of the run that added it, where the baseline was written with others."""

    def __str__(self) -> str:
        name = self.symbol or self.resource
        return f"{self.path}: {self.rule}{f' {name}' if name else ''}"


@dataclass(frozen=True, slots=True)
class Baseline:
    """All of them, and the run that they were written by."""

    targets: tuple[str, ...]
    """Paths, and names of modules after the folder that they were looked for in: all from the file's own folder."""
    findings: tuple[Known, ...] = ()
    folder: Path | None = None
    """The one that the file lies in; None for the one of the run."""
