"""What a Celery application's own settings say of its pool, as far as they are written down.

https://docs.celeryq.dev/en/stable/userguide/configuration.html#worker-pool.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from forklint.deploy.servers.start import Start
from forklint.model.deployment import Entry, Option
from forklint.model.place import Place

_SETTING = re.compile(
    r"^[^#\n]*?\b(?:(worker_pool|CELERY_WORKER_POOL|CELERYD_POOL)|(worker_concurrency|CELERY_WORKER_CONCURRENCY))"
    r"""['"]?\s*[:=]\s*(?:['"]?(\w+)['"]?\s*(?:[,)}#\n]|$))?""",
    re.MULTILINE,
)
_NAMED = re.compile(
    r"""(?:config_from_object\(|DJANGO_SETTINGS_MODULE['"],)\s*['"](?:django\.conf:settings['"]|([\w.]+)['"])"""
)


def settings(start: Start, entry: Entry | None, folder: Path) -> list[Option]:
    """The pool and its size, by the names that the command line has for them; of several the last counts."""
    return [option for path in _files(start, entry, folder) for option in _read(start, path)]


def _files(start: Start, entry: Entry | None, folder: Path) -> list[Path]:
    """The application's module, and what it names: a module for `config_from_object`, Django's settings."""
    told = start.environment.get("DJANGO_SETTINGS_MODULE")
    application = start.module(entry.module, [folder]) if entry else None
    names = [match[1] for match in _NAMED.finditer(_text(application)) if match[1]]
    named = [start.module(name, [folder]) for name in (*names, told.text if told else "") if name]
    return list(dict.fromkeys(path for path in (application, *named) if path))


def _read(start: Start, path: Path) -> Iterator[Option]:
    text = _text(path)
    for match in _SETTING.finditer(text):
        place = Place(start.shown(path), text.count("\n", 0, match.start(1 if match[1] else 2)) + 1)
        yield Option("pool" if match[1] else "concurrency", match[3] or "", place, known=bool(match[3]))


def _text(path: Path | None) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace") if path else ""
    except OSError:
        return ""
