"""Which word of a command line names the application, and what it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from forklint.deploy.invocation import Word
from forklint.deploy.modules import module
from forklint.deploy.roots import import_root
from forklint.deploy.servers.arguments import Arguments
from forklint.deploy.servers.start import Start
from forklint.deploy.spec import parse_spec
from forklint.errors import UsageError
from forklint.model.deployment import Entry
from forklint.model.place import Gap

_KIND = re.compile(r"^(?:asgi|wsgi):(?=[^:]+:)")
"""Hypercorn's way to say what an application is: `asgi:shop.main:app`."""


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
        return spelled(start, line.application, attribute)
    return Named()


def spelled(start: Start, word: Word, attribute: str) -> Named:
    """One entry spec."""
    if not word.known and "$" in word.text:
        return Named((), (start.gap(f"the application is {word.text}, known only where it is served"),))
    try:
        entry = parse_spec(_KIND.sub("", word.text))
    except UsageError as error:
        return Named((), (start.gap(error.message),))
    return Named((replace(entry, attribute=entry.attribute or attribute),))


def of_file(start: Start, text: str, attribute: str) -> Named:
    """An entry that is named by its file: `shop/wsgi.py`, `deploy/shop.wsgi`."""
    path = start.located(text)
    if path is None or not path.is_file():
        return Named((), (start.gap(f"{text}, which holds the application, is not in this tree"),))
    planned = module(import_root(path.parent), path.as_posix())
    return Named((Entry(planned.name, attribute, file=path.as_posix()),))


def joined(named: list[Named]) -> Named:
    """Several as one, each entry once."""
    entries = tuple(dict.fromkeys(entry for one in named for entry in one.entries))
    return Named(entries, tuple(gap for one in named for gap in one.gaps))
