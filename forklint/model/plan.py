"""What one master loads, in which order, seen from where: made by `deploy`, executed by `static`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

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
    mechanisms: tuple[str, ...] = ()
    """Kinds of self-healing that options add to those which work under the server's fork by default."""
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
    function: bool = False
    """Whether a `def` of the file binds it."""
    spare: bool = False
    """Whether the file assigns or defines it and reads it nowhere, so that it is there for the server alone."""


@dataclass(frozen=True, slots=True)
class ForkPoint:
    """A call in the program itself that forks."""

    place: Place
    call: str
    method: str
    """`fork`, `spawn`, `forkserver`, or empty where the platform's default decides."""


class Flaw(Enum):
    """Why a repair does not repair what workers inherit, or not for all of them."""

    UNCALLED = "uncalled"
    """It stands in a hook that nobody calls under this server."""
    IN_MASTER = "in-master"
    """A hook of the master renews the resource, so that workers inherit the new one."""
    DIRTY = "dirty"
    """It stands in a hook that gunicorn does not call in dirty workers."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A resource that was live at the fork and that a hook, or the program's own child, lets go of."""

    observation: Observation
    """What would have been reported without it."""
    place: Place
    """The call that releases it; the hook itself where something else takes its place."""
    trail: tuple[Step, ...]
    """How a process gets to that place."""
    call: str = ""
    """Last name of what is called there (`dispose`); empty where something else takes its place."""
    goodbye: bool = False
    """Whether that speaks to the other end first, and so ends the session for all processes."""
    instead: str = ""
    """What the facts say to do instead, where that is special."""
    hook: str = ""
    """The hook that does it (`post_fork`); `load` in the program's own child."""
    flaw: Flaw | None = None
    """None for a repair that helps."""


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What the analyzer saw. It does not judge."""

    observations: tuple[Observation, ...]
    gaps: tuple[Gap, ...]
    coverage: Coverage
    load_time: LoadTime
    settings: Mapping[str, Setting] = field(default_factory=dict)
    """What the configuration file binds; empty without one."""
    patched: bool = False
    """Whether load time replaces blocking parts of the standard library (`gevent.monkey.patch_all()`), or may."""
    preload: Ternary = Ternary.YES
    """Whether the master loads the application before the fork, the configuration file included."""
    forks: tuple[ForkPoint, ...] = ()
    repairs: tuple[Repair, ...] = ()
    unbound: tuple[Gap, ...] = ()
    """Those of the gaps that say that a module does not bind the entry."""
    application: bool = False
    """Whether some module that was loaded defines an application (`app = Flask(...)`)."""
    web: bool = False
    """Whether one of those is no queue's (`app = Celery(...)`)."""
    files: tuple[str, ...] = ()
    """Absolute paths of every file that was read, and of every folder whose list decides what is loaded."""
    mentions: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Path, as reports show it, of each file that speaks to forklint -> lines of its statements that were executed."""
    probed: tuple[str, ...] = ()
    """Absolute paths that were looked for and did not exist; a file that appears there changes the result."""
