"""An exception as data: type, text, and where it came from."""

from __future__ import annotations

import traceback
from typing import Any

from .frames import Frames

LONGEST = 4000
"""Characters of a text that are sent."""


def describe(error: BaseException, frames: Frames) -> dict[str, Any]:
    """What was raised, and every line that it went through, innermost last."""
    name = f"{type(error).__module__}.{type(error).__qualname__}".replace("builtins.", "")
    return {"type": name, "text": _text(error), "frames": _frames(error, frames), "code": _code(error)}


def _text(error: BaseException) -> str:
    try:
        return str(error)[:LONGEST]
    except Exception:
        return "its text cannot be made"


def _frames(error: BaseException, frames: Frames) -> list[dict[str, Any]]:
    told = [
        {"file": entry.filename, "line": entry.lineno or 0, "function": entry.name}
        for entry in traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
    ]
    if isinstance(error, SyntaxError) and error.filename:
        told.append({"file": error.filename, "line": error.lineno or 0, "function": ""})
    return [{**entry, "application": frames.application(str(entry["file"]))} for entry in told][-60:]


def _code(error: BaseException) -> Any:
    code = error.code if isinstance(error, SystemExit) else None
    return code if isinstance(code, (int, str)) else None
