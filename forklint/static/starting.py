"""How the program's processes start: forked, or afresh."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forklint.knowledge.versions import within
from forklint.model.levels import Ternary
from forklint.static.effects.rows import METHOD
from forklint.static.values import Defaulted, Handle

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_METHODS = ("fork", "spawn", "forkserver")
_AFRESH = ">=3.14"
"""Versions of Python that fork a clean server by default, on Linux."""


def method(it: Interpreter, by: Handle | None) -> str:
    """The start method of what forks here: its own, the one that the program set, or Python's default.

    Where nothing says which Python, some server still runs one that forks.
    """
    own = (by.attributes or {}).get(METHOD) if by is not None else None
    return str(own or it.start_method or default(it))


def default(it: Interpreter) -> str:
    """What Python does on Linux."""
    return "forkserver" if within(it.versions.python, _AFRESH) is Ternary.YES else "fork"


def note(it: Interpreter, frame: Frame, name: str, value: Any) -> str:
    """The program chooses a start method: for all its processes, or for one context or executor."""
    word = value.value if isinstance(value, Defaulted) else value
    if isinstance(word, Handle):
        word = "spawn" if word.type.name.endswith("SpawnContext") else (word.attributes or {}).get(METHOD)
    if word not in _METHODS:
        return ""
    if word != "fork":
        it.spawning.add(frame.path)
    if name.endswith("set_start_method"):
        it.start_method = str(word)
    return str(word)
