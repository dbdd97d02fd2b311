"""`super()` and what it reaches when no class of the program has the method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forklint.static.values import UNKNOWN, Super

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame, Scope


def zero_super(it: Interpreter, frame: Frame) -> Any:
    """`super()` without arguments: the class whose body defines the running method, and its first argument."""
    scope: Scope | None = frame
    while scope is not None:
        owner = getattr(scope, "owner", None)
        if owner is not None and scope.kind == "function":
            return Super(owner, getattr(scope, "self_value", None))
        scope = scope.parent
    return UNKNOWN
