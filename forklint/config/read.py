"""Finds and reads the configuration file of a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from forklint.config.configuration import Configuration
from forklint.config.keys import KEYS, TABLE, Key
from forklint.config.kinds import Wrong
from forklint.errors import ConfigurationError

OWN = "forklint.toml"
SHARED = "pyproject.toml"


def read_configuration(cwd: Path) -> Configuration:
    """The settings that hold in a folder: of the nearest file above it; `forklint.toml` wins over its neighbour.

    Raises ConfigurationError where the file is no TOML, or has a key or a value that means nothing.
    """
    for folder in (cwd, *cwd.parents):
        for path in (folder / OWN, folder / SHARED):
            if path.is_file():
                return _from(cwd, _read(path))
    return Configuration()


def _read(path: Path) -> Configuration:
    try:
        text = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error
    if path.name == SHARED and b"forklint" not in text:  # decoding costs more than the rest of a cached run's start
        return Configuration()
    where = f"{path}:" if path.name == OWN else f"{path}: [tool.forklint]"
    table = _decode(path, text)
    table = table if path.name == OWN else _inner(table, path)
    if not table:
        return Configuration()
    for key in table:
        if key not in KEYS:
            raise ConfigurationError(f"{where} has no key {key!r}", _suggestion(key))
    values = {key.field: _value(key, table[key.name], path, where) for key in TABLE if key.name in table}
    return Configuration(**values, file=str(path), given=tuple(table))


def _from(cwd: Path, settings: Configuration) -> Configuration:
    """Files and folders among the targets count from the file's folder; a module is found from the current one."""
    home = settings.home
    if home is None or home == cwd:
        return settings
    found = [
        Path(os.path.relpath(home / target, cwd)).as_posix() if (home / target).exists() else target
        for target in settings.targets
    ]
    return replace(settings, targets=tuple(found))


def _inner(table: dict[str, Any], path: Path) -> dict[str, Any]:
    found = table.get("tool", {}).get("forklint", {})
    if not isinstance(found, dict):
        raise ConfigurationError(f"{path}: tool.forklint must be a table, not {found!r}")
    return found


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


def _value(key: Key, value: Any, path: Path, where: str) -> Any:
    if not key.kind.fits(value):
        raise ConfigurationError(f"{where} {key.name} must be {key.kind.wanted}, not {value!r}")
    try:
        read = key.kind.read(value)
    except Wrong as error:
        raise ConfigurationError(f"{where} {key.name}: {error}", "`forklint rules` lists the codes.") from error
    read = _absolute(read, path.parent) if key.is_path else read
    if key.name == "facts":
        for folder in _missing(read):
            raise ConfigurationError(f"{path}: facts: there is no folder {folder}")
    return read


def _missing(folders: tuple[str, ...]) -> Iterator[str]:
    return (folder for folder in folders if not Path(folder).is_dir())


def _absolute(value: Any, home: Path) -> Any:
    """Paths count from the file's folder."""
    if isinstance(value, tuple):
        return tuple(str(home / text) for text in value)
    return str(home / value) if isinstance(value, str) else value


def _suggestion(key: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, KEYS, 1)
    return f"Did you mean {close[0]!r}?" if close else f"Known keys: {', '.join(KEYS)}."
