"""What uWSGI puts in the place of `%d`, `%(name)` and `$(NAME)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

_ELSEWHERE = "hkuUgGtTjibVwW"
"""Letters for what only the serving machine knows (core/uwsgi.c, config_magic_table_fill)."""
_MAGIC = re.compile(r"%(.)")
_VARIABLE = re.compile(r"\$\(([^)]*)\)")
_PLACEHOLDER = re.compile(r"%\(([^)]*)\)")
_UNDECIDED = re.compile(rf"\$\(|%\(|@\(|%[{_ELSEWHERE}]")


def magic(text: str, path: Path, start: Path) -> str:
    """A file's text with its letters put in; one that stands for nothing vanishes, as in uWSGI."""
    table = {
        "p": path.as_posix(), "o": path.as_posix(), "d": f"{path.parent.as_posix()}/", "s": path.name,
        "n": path.stem, "e": path.suffix[1:], "c": path.parent.name, "v": start.as_posix(), "%": "%", "(": "%(",
        **{letter: f"%{letter}" for letter in _ELSEWHERE},
        **{str(number): part for number, part in enumerate(path.parent.parts[1:11])},
    }  # fmt: skip
    return _MAGIC.sub(lambda match: table.get(match[1], ""), text)


def expanded(value: str, environment: Mapping[str, str], earlier: Callable[[str], str | None]) -> tuple[str, bool]:
    """A value with variables and placeholders put in, and whether all of it is known.

    `earlier` gives the value of a name that was given before. What is not known stays as it is written.
    """
    value = _VARIABLE.sub(lambda match: environment.get(match[1], match[0]), value)
    while True:
        found = _PLACEHOLDER.sub(lambda match: _or(earlier(match[1]), match[0]), value)
        if found == value or len(found) > 1 << 12:
            break
        value = found
    return value, not _UNDECIDED.search(value)


def _or(value: str | None, otherwise: str) -> str:
    return otherwise if value is None else value
