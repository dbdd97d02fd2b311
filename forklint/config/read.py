"""Finds and reads the configuration file of a folder."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from forklint.config.configuration import Configuration
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
    table = _decode(path, text)
    table = table if path.name == OWN else _inner(table, path)
    if not table:
        return Configuration()
    from forklint.config.values import configuration

    return configuration(table, path, f"{path}:" if path.name == OWN else f"{path}: [tool.forklint]")


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
    tools = table.get("tool")
    found = tools.get("forklint", {}) if isinstance(tools, dict) else {}
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
