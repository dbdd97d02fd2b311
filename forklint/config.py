"""`[tool.forklint]` in the nearest `pyproject.toml`: read before anything else, so it imports next to nothing."""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from forklint.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a project says once and for all; the command line adds to it."""

    facts: tuple[str, ...] = ()
    """Folders with the project's own facts files; absolute after reading."""
    follow: tuple[str, ...] = ()
    """Import names of installed packages that are opened as if they were the application's."""
    exclude: tuple[str, ...] = ()
    """Patterns as in `.gitignore`, relative to the current folder."""
    file: str = ""
    """Where it was read; empty for none."""


KEYS = tuple(item.name for item in fields(Configuration) if item.name != "file")


def read_configuration(cwd: Path) -> Configuration:
    """The settings that hold in a folder.

    Raises ConfigurationError where the file is no TOML, or the table has a key or a value that means nothing.
    """
    for folder in (cwd, *cwd.parents):
        path = folder / "pyproject.toml"
        if path.is_file():
            return _read(path)
    return Configuration()


def _read(path: Path) -> Configuration:
    try:
        text = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error
    if b"forklint" not in text:  # decoding TOML costs more than the rest of a cached run's start
        return Configuration()
    table = _decode(path, text).get("tool", {}).get("forklint", {})
    for key in table:
        if key not in KEYS:
            raise ConfigurationError(f"{path}: [tool.forklint] has no key {key!r}", _suggestion(key))
    lists = {key: _texts(path, key, value) for key, value in table.items()}
    folders = tuple(str(path.parent / folder) for folder in lists.pop("facts", ()))
    for folder in folders:
        if not Path(folder).is_dir():
            raise ConfigurationError(f"{path}: facts: there is no folder {folder}")
    return Configuration(facts=folders, **lists, file=str(path))


def _decode(path: Path, text: bytes) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:  # pragma: no cover
        import tomli as tomllib
    try:
        table: dict[str, Any] = tomllib.loads(text.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: is not valid TOML: {error}") from error
    return table


def _texts(path: Path, key: str, value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise ConfigurationError(f"{path}: [tool.forklint] {key} must be a list of texts, not {value!r}")


def _suggestion(key: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, KEYS, 1)
    return f"Did you mean {close[0]!r}?" if close else f"Known keys: {', '.join(KEYS)}."
