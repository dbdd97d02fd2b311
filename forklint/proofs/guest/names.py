"""Whether the installed library has what the facts name."""

from __future__ import annotations

import importlib
from typing import Any


def exists(name: str) -> bool:
    """Whether a dotted name is what some module has."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:length]))
        except Exception:
            continue
        try:
            for part in parts[length:]:
                found = getattr(found, part)
        except Exception:
            continue
        return True
    return False
