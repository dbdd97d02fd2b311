"""What an expression is by default, where the environment decides about its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from forklint.static.values import UNKNOWN, Defaulted, constant


def folded(values: Sequence[Any], fold: Callable[..., Any]) -> Any:
    """The result for the defaults, itself a default; unknown where a value has none, or where they do not fit."""
    plain = [one.value if isinstance(one, Defaulted) else one for one in values]
    if not all(map(constant, plain)):
        return UNKNOWN
    try:
        made = fold(*plain)
    except (TypeError, ValueError, ArithmeticError):
        return UNKNOWN
    return Defaulted(made) if constant(made) else UNKNOWN


def is_switch(value: Any) -> bool:
    """Whether a value is true or false, or so by default."""
    return isinstance(value.value if isinstance(value, Defaulted) else value, bool)
