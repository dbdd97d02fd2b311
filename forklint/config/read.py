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

    A `pyproject.toml` without a table for forklint is not one of them.
    Raises ConfigurationError where the file is no TOML, or has a key or a value that means nothing.
    """
    for folder in (cwd, *cwd.parents):
        for path in (folder / OWN, folder / SHARED):
            settings = _read(path) if _stands(path) else None
            if settings is not None:
                return _from(cwd, settings)
    return Configuration()


def _stands(path: Path) -> bool:
    """Whether there is one. Raises ConfigurationError for a folder, a pipe and a link that leads nowhere."""
    if os.path.isfile(path):  # noqa: PTH113 - of a folder that may not be looked into, Path raises
        return True
    if os.path.lexists(path):
        raise ConfigurationError(f"{path}: is no file that can be read", "Make it one, or remove it.")
    return False


def _read(path: Path) -> Configuration | None:
    try:
        text = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error
    if path.name == SHARED and b"forklint" not in text:  # decoding costs more than the rest of a cached run's start
        return None
    decoded = _decode(path, text)
    table = decoded if path.name == OWN else _inner(decoded, path)
    if table is None:
        return None
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


def _inner(table: dict[str, Any], path: Path) -> dict[str, Any] | None:
    tools = table.get("tool")
    found = tools.get("forklint") if isinstance(tools, dict) else None
    if found is None or isinstance(found, dict):
        return found
    raise ConfigurationError(f"{path}: tool.forklint must be a table, not {found!r}")


def _decode(path: Path, text: bytes) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:  # pragma: no cover
        import tomli as tomllib
    try:
        table: dict[str, Any] = tomllib.loads(text.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigurationError(f"{path}: is not valid TOML: {error}") from error
    return table
