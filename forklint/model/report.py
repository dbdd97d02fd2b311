"""Everything that one run has to say; each output format is a function of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from forklint.model.baseline import Known
from forklint.model.comment import Comment
from forklint.model.deployment import Deployment
from forklint.model.finding import Finding
from forklint.model.levels import Severity
from forklint.model.place import Gap, Place
from forklint.model.probe import Looked
from forklint.model.worth import Worth


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of load time was followed."""

    modules: int = 0
    """Modules executed."""
    functions: int = 0
    """Distinct functions executed."""
    calls: int = 0
    """Calls met."""
    unknown: int = 0
    """Calls whose target no file and no fact explains; they count as harmless."""


@dataclass(frozen=True, slots=True)
class LoadedModule:
    """A module that load time executes."""

    name: str
    path: str
    imported_by: Place | None
    """None for an entry."""


@dataclass(frozen=True, slots=True)
class ExecutedFunction:
    """A function, method or lambda that load time executes; `name` is `module.Class.method`."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class LoadTime:
    """What preloading executes, in execution order."""

    modules: tuple[LoadedModule, ...]
    functions: tuple[ExecutedFunction, ...]
    unresolved: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Cleared:
    """A finding of the static analyzer that a probe looked for and did not find."""

    finding: Finding
    why: str
    """One clause: `a hook closed it`."""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that a comment in the source silences."""

    finding: Finding
    comment: Comment


@dataclass(frozen=True, slots=True)
class Probed:
    """One master that was started and forked."""

    entry: str
    """What it was told to load."""
    looked: Looked
    modules: int
    """Modules of the application that it loaded."""
    notes: tuple[str, ...] = ()
    """What a reader of the result should know: fallbacks, what was left out."""
    worth: Worth | None = None
    """What preloading is worth to it; None where that was not asked."""


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one run."""

    targets: tuple[str, ...]
    deployments: tuple[Deployment, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    evidence: tuple[str, ...] = ("static",)
    """Which eyes looked: `static`, `probe`, or both; `coverage` says something only where the first did."""
    cleared: tuple[Cleared, ...] = ()
    probes: tuple[Probed, ...] = ()
    comments: tuple[Comment, ...] = ()
    """Those that speak to forklint, in files that were loaded."""
    suppressed: tuple[Suppressed, ...] = ()
    loaded: tuple[str, ...] = ()
    """Files of the application that were executed, by the analyzer or in a real master."""
    known: tuple[Finding, ...] = ()
    """Findings that stand in the baseline and do not count."""
    stale: tuple[Known, ...] = ()
    """What stands in the baseline, was looked for, and was not found."""

    def fails(self, fail_on: Severity | str) -> bool:
        """Whether a finding is at least as bad as `error`, `warning` or `info`; nothing is for `never`."""
        return fail_on != "never" and any(one.severity.rank <= Severity(fail_on).rank for one in self.findings)

    def count(self, severity: Severity) -> int:
        """Number of findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)
