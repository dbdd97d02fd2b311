"""What the arguments of a call say about the state of what it makes."""

from __future__ import annotations

from typing import Any

import msgspec

from forklint.knowledge.schema import Argument, Condition
from forklint.static.parameters import REST, Spread
from forklint.static.values import Defaulted, External, Sequence, constant, each

MISSING = object()
UNSURE = object()
"""An argument that may or may not have been passed."""


def argument(args: list[Any], kwargs: dict[str, Any], which: Argument) -> Any:
    """An argument by position or keyword; MISSING where it was not passed, UNSURE where nobody knows."""
    if isinstance(which, str):
        if which in kwargs:
            return kwargs[which]
        return UNSURE if REST in kwargs else MISSING
    if which < len(args) and not any(isinstance(one, Spread) for one in args[:which + 1]):
        return args[which]
    return UNSURE if any(isinstance(one, Spread) for one in args) else MISSING


def first_of(args: list[Any], kwargs: dict[str, Any], which: tuple[Argument, ...]) -> Any:
    """The first of several spellings of an argument that was passed."""
    for one in which:
        value = argument(args, kwargs, one)
        if value is not MISSING and value is not UNSURE:
            return value
    return MISSING


def decide(when: tuple[Condition, ...], args: list[Any], kwargs: dict[str, Any]) -> tuple[Condition | None, bool]:
    """The condition that decides, and whether that is sure.

    An undecided condition that would make the object live counts, with less confidence; one that looks for a
    certain name or text does not, since most values are something else.
    """
    for condition in when:
        verdict = holds(condition, args, kwargs)
        if verdict is True:
            return condition, True
        if verdict is None and condition.state == "live" and condition.contains is None:
            return condition, False
    return None, True


def holds(condition: Condition, args: list[Any], kwargs: dict[str, Any]) -> bool | None:
    """Whether one condition holds, three-valued."""
    value = argument(args, kwargs, condition.argument)
    if value in (MISSING, UNSURE) and condition.position >= 0:
        by_position = argument(args, kwargs, condition.position)
        value = by_position if by_position is not MISSING else value
    if value is UNSURE:
        return None
    if condition.present is not None:
        return (value is not MISSING) is condition.present
    if value is MISSING:
        return False
    if isinstance(value, Defaulted):
        value = value.value
    return _test(condition, value)


def _test(condition: Condition, value: Any) -> bool | None:
    if not constant(value):
        return _of_name(condition, value)
    if condition.is_ is not msgspec.UNSET:
        return bool(value == condition.is_)
    if condition.not_ is not msgspec.UNSET:
        return bool(value != condition.not_)
    if condition.above is not None:
        return isinstance(value, int | float) and value > condition.above
    if condition.contains is not None:
        return isinstance(value, str) and condition.contains in value
    return None


def _of_name(condition: Condition, value: Any) -> bool | None:
    """A library's name compared with the row's (`poolclass=NullPool`); anything else is undecided."""
    if isinstance(value, Sequence) and condition.contains is not None:
        return any(isinstance(one, str) and condition.contains in one for one in value.items)
    wanted = condition.is_ if condition.is_ is not msgspec.UNSET else condition.contains
    names = [one.name for one in each(value) if isinstance(one, External)]
    if isinstance(wanted, str) and names and "(" not in names[0]:
        return any(name == wanted or name.endswith(f".{wanted}") for name in names)
    return None
