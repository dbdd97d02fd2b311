"""Which word of a command line names the application, and what it names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from forklint.deploy.invocation import Word
from forklint.deploy.servers.arguments import Arguments
from forklint.deploy.servers.start import Start
from forklint.deploy.spec import parse_spec
from forklint.errors import UsageError
from forklint.model.deployment import Entry
from forklint.model.place import Gap


@dataclass(frozen=True, slots=True)
class Named:
    """What the master is told to load, or why that is not known."""

    entries: tuple[Entry, ...] = ()
    gaps: tuple[Gap, ...] = ()


def named(start: Start, line: Arguments, attribute: str) -> Named:
    """The first word beside the options as an entry spec; `attribute` is what the server takes where it names none.

    Without any the configuration may still name it.
    """
    if line.rest:
        return spelled(start, line.rest[0], attribute)
    if line.application:
        return Named((), (start.gap(f"the application is {line.application.text}, known only where it is served"),))
    return Named()


def spelled(start: Start, word: Word, attribute: str) -> Named:
    """One entry spec."""
    try:
        entry = parse_spec(word.text)
    except UsageError as error:
        return Named((), (start.gap(error.message),))
    return Named((entry if entry.attribute else replace(entry, attribute=attribute),))
