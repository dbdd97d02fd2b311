"""TOML text into a typed row file, with messages that name file, row and key."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from forklint.errors import KnowledgeError

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover
    import tomli as tomllib

T = TypeVar("T")


def read_toml(path: Path, kind: type[T]) -> T:
    """Decode one file.

    Raises KnowledgeError where it cannot be read, is no TOML, or does not fit `kind`.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path}: is not valid TOML: {error}", "Correct the syntax at that line.") from error
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        hint = "docs/adding-a-fact.md lists the keys."
        raise KnowledgeError(f"{path}: {_with_row(str(error), data)}", hint) from error


def _with_row(message: str, data: dict[str, Any]) -> str:
    """Add the row's own name to msgspec's path (`$.type[3].kind`)."""
    found = re.search(r"\$\.(\w+)\[(\d+)\]", message)
    if not found:
        return message
    table, index = found.group(1), int(found.group(2))
    rows = data.get(table)
    row = rows[index] if isinstance(rows, list) and index < len(rows) else {}
    name = (row.get("name") or row.get("names") or row.get("base") or "") if isinstance(row, dict) else ""
    return f"{message} (row {index + 1} of [[{table}]]{f', {name!r}' if name else ''})"
