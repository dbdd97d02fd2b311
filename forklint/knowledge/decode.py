"""TOML text into a typed row file, with messages that name file, row and key."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from forklint.errors import KnowledgeError
from forklint.knowledge.mistake import mistake

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover
    import tomli as tomllib

T = TypeVar("T")
HINT = "docs/adding-a-fact.md lists the keys."


def read_toml(path: Path, kind: type[T]) -> T:
    """Decode one file.

    Raises KnowledgeError where it cannot be read, is no TOML, or does not fit `kind`.
    """
    data = plain(path)
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{path}: {mistake(str(error)).said(data)}", HINT) from error


def plain(path: Path) -> dict[str, Any]:
    """One file as TOML has it. Raises KnowledgeError where it cannot be read, or is no TOML."""
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: cannot be read: it is not written in UTF-8") from error
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path}: is not valid TOML: {error}", "Correct the syntax at that line.") from error
    return data
