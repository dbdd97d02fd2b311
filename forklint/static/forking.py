"""Fork points in the program itself, and how its processes start."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.model.plan import ForkPoint
from forklint.static.scope import place_of

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


def note(it: Interpreter, frame: Frame, node: ast.AST, name: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Remember a fork point with its start method: the context's, else what the program set, else the default."""
    method = next((word for word in ("spawn", "forkserver") if f"({word})" in name), "") or it.start_method
    it.forks.append(ForkPoint(place_of(frame.path, node), name, method))
