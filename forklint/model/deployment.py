"""How an application is served: which server forks, when, and what its master loads."""

from __future__ import annotations

from dataclasses import dataclass

from forklint.model.levels import Ternary
from forklint.model.place import Place


@dataclass(frozen=True, slots=True)
class Entry:
    """What a master loads: a module, or `module:callable`, or `module:factory()`."""

    module: str
    attribute: str = ""
    """Name of the callable inside the module; empty for the module alone."""
    calls: bool = False
    """True where the server calls the attribute (`module:factory()`): its body is load time."""
    arguments: str = ""
    """Source text between the parentheses (`"production", debug=True`): literals only."""

    def __str__(self) -> str:
        suffix = f":{self.attribute}" if self.attribute else ""
        return f"{self.module}{suffix}{f'({self.arguments})' if self.calls else ''}"


@dataclass(frozen=True, slots=True)
class Hook:
    """A function of the deployment that the server calls: `post_fork` in a configuration file."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Deployment:
    """One way in which the application is served."""

    server: str
    """`gunicorn`, `uwsgi`, `celery`, ...; empty where none was found and preloading is assumed."""
    preload: Ternary
    source: Place | None = None
    """The line that decides `preload`."""
    configuration: str = ""
    """Path of a server configuration file that the master executes; empty for none."""
    entries: tuple[Entry, ...] = ()
    worker_class: str = ""
    workers: str = ""
    """How many workers, as written (`4`, `$WEB_CONCURRENCY`); empty where nothing says so."""
    hooks: tuple[Hook, ...] = ()
    command: Place | None = None
    """The line that starts the server; None where only a configuration file was found."""
    folder: str = ""
    """Absolute folder that the server is started in; empty where nothing says so."""
    assumed: bool = False
    """True where no deployment description was found."""
    note: str = ""
    """Why `preload` is unknown, or what else a reader of the header should know."""
