"""What is asked of one run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from forklint.errors import CouldNotLook
from forklint.model.baseline import Baseline
from forklint.model.deployment import Declared
from forklint.model.levels import Confidence, Severity
from forklint.model.report import Report

Notice = Callable[[str], None]
"""Hears what is being done, for who waits."""
LOAD_SECONDS = 60.0
STAGE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What is looked at, and what is reported of it."""

    targets: tuple[str, ...] = (".",)
    cwd: Path = field(default_factory=Path.cwd)
    """Absolute; targets are found from here, and paths are reported relative to it."""
    select: tuple[str, ...] = ()
    """Code prefixes; empty for all."""
    ignore: tuple[str, ...] = ()
    """Code prefixes; win over `select`."""
    min_confidence: Confidence = Confidence.LOW
    preload: bool = False
    """The server is told to preload on its command line, which wins over its configuration file."""
    configuration: str = ""
    """Path of gunicorn's configuration file, where it is named on the command line; relative to `cwd`."""
    exclude: tuple[str, ...] = ()
    """Patterns as in `.gitignore`."""
    cache: Path | None = None
    """Folder of the cache; None for no cache."""
    facts: tuple[str, ...] = ()
    """Folders with facts files beside the shipped ones; they win over them."""
    follow: tuple[str, ...] = ()
    """Import names of installed packages that are opened as if they were the application's."""
    declared: tuple[Declared, ...] = ()
    """The deployments that the project names itself; they win over what its files describe."""
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Pattern as in `.gitignore` -> code prefixes that are left out in the files that it matches."""
    severities: tuple[tuple[str, Severity], ...] = ()
    """Code prefix -> the severity of its findings, whatever the rule says; the longest prefix counts."""
    require_reason: bool = False
    """Whether a comment that silences something has to say why."""
    baseline: Baseline | None = None
    """Findings that are known and do not count."""
    home: Path | None = None
    """Folder that patterns count from and modules are found in, too; None for `cwd`."""
    python: str = ""
    """Absolute path of the application's interpreter, whose packages decide about versions; empty for the project's
    own environments and files."""


@dataclass(frozen=True, slots=True)
class ProbeOptions:
    """How the masters are started that a probe looks at."""

    server: str = ""
    """Name of a driver; empty for what serves the application."""
    python: str = ""
    """Absolute path of the application's interpreter; empty for the running one."""
    timeout: float = LOAD_SECONDS
    """Seconds that a master may take to load the application."""
    stage_timeout: float = STAGE_SECONDS
    """Seconds for each stage after the load."""
    arguments: tuple[str, ...] = ()
    """Further words of the server's command line."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report, and what could not be done for it: the one must not hide the other."""

    report: Report
    failure: CouldNotLook | None = None
