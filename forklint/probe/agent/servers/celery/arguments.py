"""The words of Celery's command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_FLAGS = frozenset(("-D", "--detach", "--purge", "--discard", "-B", "--beat"))
_VALUES = frozenset(
    ("--autoscale", "--pidfile", "-f", "--logfile", "-S", "--statedb", "-s", "--schedule", "--schedule-filename")
).union(("--scheduler", "--uid", "--gid", "--umask", "--executable"))
"""What would go into the background, empty a queue, start a scheduler, write files, be somebody else, or fork more."""
_GLOBAL_FLAGS = frozenset(("-C", "--no-color", "-q", "--quiet", "--skip-checks"))


def command_line(settings: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Words for `celery`, and those of the user's that were left out.

    The user's own words may have options of `celery` itself before the word `worker`; without that word, all of them
    are the worker's. Raises ValueError where Celery has no such entry.
    """
    entry = settings["entry"]
    if entry["calls"]:
        raise ValueError(f"celery -A takes `module` or `module:application`, not {entry['text']}")
    before, after = _parted(settings["arguments"])
    kept, left_out = _filtered(after)
    application = [] if _names_application(before) else ["-A", entry["text"]]
    return [*application, *before, "worker", *kept, "--concurrency", str(settings["workers"])], left_out


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    words = words[1:] if words[:1] == ["celery"] else words
    found = (at for at, word in enumerate(words) if word == "worker" and not _is_value(words, at))
    at = next(found, None)
    return ([], words) if at is None else (words[:at], words[at + 1 :])


def _is_value(words: list[str], at: int) -> bool:
    """Whether the word before is an option that takes this one: a queue may be called `worker`."""
    before = words[at - 1] if at else ""
    return before.startswith("-") and before not in _GLOBAL_FLAGS


def _names_application(words: list[str]) -> bool:
    return any(word in ("-A", "--app") or word.startswith(("--app=", "-A")) for word in words)


def _filtered(words: list[str]) -> tuple[list[str], list[str]]:
    kept: list[str] = []
    left_out: list[str] = []
    rest = iter(words)
    for word in rest:
        name = _left_out(word, rest)
        if name:
            left_out.append(name)
        else:
            kept.append(word)
    return kept, left_out


def _left_out(word: str, rest: Iterator[str]) -> str:
    """The option's name if it is one of those; its value is taken from the rest."""
    name, has_value, _ = word.partition("=")
    if name in _FLAGS:
        return name
    if name in _VALUES:
        if not has_value:
            next(rest, None)
        return name
    short = word[:2]
    return short if short in _VALUES and not word.startswith("--") else ""
