"""What one master loads, in which order, seen from where: made by `deploy`, executed by `static`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from forklint.model.deployment import Entry
from forklint.model.levels import Ternary
from forklint.model.observation import Observation
from forklint.model.place import Gap, Place, Step
from forklint.model.report import Coverage, LoadTime


@dataclass(frozen=True, slots=True)
class PlannedModule:
    """A module that the master loads because a target or a deployment names it."""

    name: str
    """Dotted name under which it is imported."""
    path: str
    """Absolute path of its file."""
    script: bool = False
    """True where it is run as `__main__`."""


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """Everything that the analyzer needs to execute one master's load time."""

    base: str
    """Absolute folder; reported paths are relative to it where they lie below it."""
    roots: tuple[str, ...]
    """Absolute folders that the application imports from, first wins."""
    modules: tuple[PlannedModule, ...]
    """Loaded in this order."""
    calls: tuple[Entry, ...] = ()
    """Entries whose attribute the server looks up, and calls where `calls` is true, after the modules."""
    server: str = ""
    """`gunicorn`, `uwsgi`, ...; empty where none was found and preloading is assumed."""
    configuration: str = ""
    """Absolute path of the server configuration file, executed by the master first; empty for none."""
    preload: Ternary = Ternary.UNKNOWN
    """What the deployment says apart from the configuration file: YES where assumed or always so."""
    follow: tuple[str, ...] = ()
    """Import names of installed packages that are opened as if they were the application's."""
    python: tuple[int, int] = (0, 0)
    """Version that the application runs on; (0, 0) for the running one."""
    interpreter: str = ""
    """Absolute path of the application's Python, whose packages decide about versions; empty where none was named."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A name that a server configuration file binds."""

    value: object
    """The constant, or None where it is not constant."""
    known: Ternary
    """YES for a constant; UNKNOWN where it depends on the environment (`value` is then the default, if any)."""
    place: Place


@dataclass(frozen=True, slots=True)
class ForkPoint:
    """A call in the program itself that forks."""

    place: Place
    call: str
    method: str
    """`fork`, `spawn`, `forkserver`, or empty where the platform's default decides."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A resource that was live at the fork and that the worker, or the program's own child, releases."""

    observation: Observation
    """What would have been reported without it."""
    place: Place
    """The call that releases it."""
    trail: tuple[Step, ...]
    """How the worker gets to that call."""
    call: str = ""
    """Last name of what is called there (`dispose`)."""
    goodbye: bool = False
    """Whether that speaks to the other end first, and so ends the session for all processes."""
    instead: str = ""
    """What the facts say to do instead, where that is special."""


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What the analyzer saw. It does not judge."""

    observations: tuple[Observation, ...]
    gaps: tuple[Gap, ...]
    coverage: Coverage
    load_time: LoadTime
    settings: Mapping[str, Setting] = field(default_factory=dict)
    """What the configuration file binds; empty without one."""
    preload: Ternary = Ternary.YES
    """Whether the master loads the application before the fork, the configuration file included."""
    forks: tuple[ForkPoint, ...] = ()
    repairs: tuple[Repair, ...] = ()
    application: bool = False
    """Whether some module that was loaded defines an application (`app = Flask(...)`)."""
    files: tuple[str, ...] = ()
    """Absolute paths of every file that was read."""
    mentions: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Path, as reports show it, of each file that speaks to forklint -> lines of its statements that were executed."""
    probed: tuple[str, ...] = ()
    """Absolute paths that were looked for and did not exist; a file that appears there changes the result."""
