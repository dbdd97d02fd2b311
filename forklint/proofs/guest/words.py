"""What is told, and how it is written down."""

from __future__ import annotations

import json
import os
from typing import Any

LONGEST = 300
"""Characters of an exception's text, or of a wrong answer."""


def failed(error: BaseException) -> dict[str, Any]:
    """An exception, for which text may fail, too."""
    try:
        text = str(error)
    except Exception:
        text = ""
    return {"outcome": "error", "detail": f"{type(error).__name__}: {text}"[:LONGEST]}


def write(task: dict[str, Any], seen: dict[str, Any]) -> None:
    """All at once, so that half of it is never read."""
    with open(task["answer"] + ".part", "w") as stream:
        json.dump(seen, stream)
    os.replace(task["answer"] + ".part", task["answer"])
