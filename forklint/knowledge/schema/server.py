"""A server: when it forks, its hooks, and what it may be told."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from forklint.knowledge.schema.row import Row
from forklint.model.resource import Mechanism


class Hook(Row, frozen=True, kw_only=True):
    """A function that a server calls."""

    name: str
    """Name in the configuration file, or qualified name of the decorator or signal."""
    process: Literal["master", "worker", "other"]
    """The process that it runs in; `other`: one that forks no workers and is none."""
    when: Literal["start", "later", "dirty"] = "start"
    """`start`: before the first fork, or at a worker's start. `later`: afterwards. `dirty`: at a dirty one's start."""
    where: Literal["configuration", "decorator", "assignment"]

    @property
    def repairs(self) -> bool:
        """Whether each worker calls it when it starts, so that what it releases or replaces is discharged."""
        return self.process == "worker" and self.when == "start"


class Options(Row, frozen=True, kw_only=True):
    """What may stand on a server's command line. Each text lists the spellings of one option, its name last."""

    value: tuple[str, ...] = ()
    """Options that take a value."""
    flag: tuple[str, ...] = ()
    """Options that take none."""
    optional: tuple[str, ...] = ()
    """Options that may take one, in the word that follows."""
    others: bool = False
    """Whether there are more, each of which takes a value; without, what is not listed is a mistake."""
    variables: str = ""
    """How environment variables begin that stand for an option (`UWSGI_`); empty where there are none."""
    attribute: str = ""
    """What it takes where an entry names the module alone."""
    workers: str = ""
    """The option that says how many workers there are."""
    folders: tuple[str, ...] = ()
    """Options that name folders to import from, the first one also to start in."""
    factory: str = ""
    """The option that says that the entry is to be called."""


class Settings(Row, frozen=True, kw_only=True):
    """The names that a configuration file in Python may bind, by what they take; hooks are not among them."""

    text: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    truth: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    """Lists, mappings, and names of other versions."""
    meant: dict[str, str] = field(default_factory=dict)
    """Names that are none and that people write -> the setting or hook that they mean."""

    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.text, *self.number, *self.truth, *self.other)


class ServerFile(Row, frozen=True, kw_only=True):
    """One `rules/servers/<server>.toml`."""

    name: str
    programs: tuple[str, ...] = ()
    """Commands and modules (`python -m`) that start it."""
    forks: Literal["after-load", "before-load", "if-preload", "never"]
    """When it forks by default; `before-load` also where it starts workers afresh (spawn)."""
    why: str = ""
    """For readers of a report: why nothing is preloaded, where that is always so."""
    mechanisms: tuple[Mechanism, ...]
    """Kinds of self-healing that work under this server's fork by default."""
    hook: tuple[Hook, ...] = ()
    settings: Settings = Settings()
    options: Options = Options()
    source: str
