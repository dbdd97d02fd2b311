"""From the table of a configuration file to settings; mistakes are told with file and key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from forklint.config.configuration import Configuration
from forklint.config.keys import KEYS, TABLE, Key
from forklint.config.kinds import Wrong
from forklint.errors import ConfigurationError

_NO_HEAD = "Here the keys stand without the head [tool.forklint]: only a pyproject.toml needs that."


def configuration(table: dict[str, Any], path: Path, where: str) -> Configuration:
    """The settings of a file; `where` is how messages begin.

    Raises ConfigurationError for a key that does not exist, and for a value that does not fit or means nothing.
    """
    for key in table:
        if key not in KEYS:
            hint = _NO_HEAD if key == "tool" and path.name == "forklint.toml" else _suggestion(key)
            raise ConfigurationError(f"{where} has no key {key!r}", hint)
    values = {key.field: _value(key, table[key.name], path, where) for key in TABLE if key.name in table}
    return Configuration(**values, file=str(path), given=tuple(table))


def _value(key: Key, value: Any, path: Path, where: str) -> Any:
    if not key.kind.fits(value):
        raise ConfigurationError(f"{where} {key.kind.misfit(key.name, value)}")
    try:
        read = key.kind.read(value)
    except Wrong as error:
        raise ConfigurationError(f"{where} {key.name}: {error}", "`forklint rules` lists the codes.") from error
    read = _absolute(read, path.parent) if key.is_path else read
    if key.name == "facts":
        _require_folders(read, path)
    return read


def _absolute(value: Any, home: Path) -> Any:
    """Paths count from the file's folder."""
    if isinstance(value, tuple):
        return tuple(str(home / text) for text in value)
    return str(home / value) if isinstance(value, str) else value


def _require_folders(folders: tuple[str, ...], path: Path) -> None:
    for folder in folders:
        if not Path(folder).is_dir():
            raise ConfigurationError(f"{path}: facts: there is no folder {folder}")


def _suggestion(key: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, KEYS, 1)
    return f"Did you mean {close[0]!r}?" if close else f"Known keys: {', '.join(KEYS)}."
