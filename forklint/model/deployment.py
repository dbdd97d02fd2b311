"""How an application is served: which server forks, when, and what its master loads."""

from __future__ import annotations

from dataclasses import dataclass

from forklint.model.levels import Ternary
from forklint.model.place import Gap, Place


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
    file: str = ""
    """Absolute path where the server loads a file rather than a name; `module` is then what the file is called."""

    def __str__(self) -> str:
        suffix = f":{self.attribute}" if self.attribute else ""
        return f"{self.module}{suffix}{f'({self.arguments})' if self.calls else ''}"


@dataclass(frozen=True, slots=True)
class Hook:
    """A function of the deployment that the server calls: `post_fork` in a configuration file."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Option:
    """A setting that the server is given, by its command line, its environment or a file in its own language."""

    name: str
    """Its long spelling without dashes (`worker-class`), as the server's documentation has it."""
    value: str
    """As written; empty for one that takes no value."""
    place: Place
    known: bool = True
    """False where an environment variable or a template decides, so that `value` is at best the default."""


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
    also: tuple[Place, ...] = ()
    """Further lines that start the same."""
    folder: str = ""
    """Absolute folder that the server is started in; empty where nothing says so."""
    options: tuple[Option, ...] = ()
    """What the server is given, weakest source first; a configuration file in Python is not among them."""
    imports: tuple[str, ...] = ()
    """Absolute folders that its options add to the import path, first wins."""
    environment: tuple[tuple[str, str], ...] = ()
    """What its description and its options set, as far as it is known. Never shown: it may hold secrets."""
    mechanisms: tuple[str, ...] = ()
    """Kinds of self-healing that its options add to those which work under this server's fork by default."""
    gaps: tuple[Gap, ...] = ()
    """What of its description could not be read."""
    assumed: bool = False
    """True where no deployment description was found."""
    note: str = ""
    """Why `preload` is unknown, or what else a reader of the header should know."""

    def option(self, name: str) -> Option | None:
        """The option that counts: the last one of the strongest source."""
        return next((option for option in reversed(self.options) if option.name == name), None)


@dataclass(frozen=True, slots=True)
class Declared:
    """A deployment that the project names in its configuration: it wins over all that files describe."""

    command: str
    """As it would stand in a Procfile."""
    file: str
    """Absolute path of the configuration file that says so."""
    folder: str = ""
    """That it is started in, relative to that file's folder."""
    environment: tuple[tuple[str, str], ...] = ()
