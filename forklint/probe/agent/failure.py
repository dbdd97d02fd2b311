"""An exception as data: type, and where it came from; then its text, which the application's own code may make."""

from __future__ import annotations

from typing import Any

from .frames import Frames

LONGEST = 4000
"""Characters of a text that are sent."""
_FRAMES = 60


def describe(error: BaseException, frames: Frames) -> dict[str, Any]:
    """What was raised, what it says, and every line that it went through, innermost last."""
    return {**where(error, frames), **words(error)}


def where(error: BaseException, frames: Frames) -> dict[str, Any]:
    """Type and lines, without asking the exception anything."""
    return {"type": _name(type(error)), "frames": _frames(error, frames), "code": _code(error)}


def words(error: BaseException) -> dict[str, Any]:
    """What it says of itself. The application's own method may hang, or end the process."""
    try:
        return {"text": str(error)[:LONGEST]}
    except BaseException:
        return {"text": ""}


def _plainly(name: str, kind: Any, error: BaseException) -> Any:
    """An attribute as Python made it, past whatever the application's class makes of it."""
    return vars(kind)[name].__get__(error)


def _name(kind: type) -> str:
    try:
        return f"{kind.__module__}.{kind.__qualname__}".replace("builtins.", "")
    except Exception:  # its class has attributes of its own making
        return "an exception without a name"


def _frames(error: BaseException, frames: Frames) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    at = _plainly("__traceback__", BaseException, error)
    while at is not None:
        code = at.tb_frame.f_code
        told.append({"file": code.co_filename, "line": at.tb_lineno or 0, "function": code.co_name})
        at = at.tb_next
    if issubclass(type(error), SyntaxError) and isinstance(getattr(error, "filename", None), str):
        told.append({"file": error.filename, "line": error.lineno or 0, "function": ""})  # type: ignore[attr-defined]
    return [{**entry, "application": frames.application(entry["file"])} for entry in told][-_FRAMES:]


def _code(error: BaseException) -> Any:
    code = _plainly("code", SystemExit, error) if issubclass(type(error), SystemExit) else None
    if isinstance(code, str):
        return code[:LONGEST]
    return code if isinstance(code, int) or code is None else f"a {type(code).__name__}"
