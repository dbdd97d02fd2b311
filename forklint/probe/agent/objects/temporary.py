"""Temporary files and folders that their object removes when it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import safe

FILE = "tempfile._TemporaryFileWrapper"
FOLDER = "tempfile.TemporaryDirectory"


def look(names: frozenset[str]) -> Callable[[Any], dict[str, Any]] | None:
    """Tells `temporary` of what the module `tempfile` made."""
    return _told if FILE in names or FOLDER in names else None


def _told(made: Any) -> dict[str, Any]:
    delete = safe.attribute(made, "delete" if FILE in safe.names(type(made)) else "_delete")
    return {"temporary": {"path": safe.text(safe.attribute(made, "name")), "delete": delete is not False}}
