"""uWSGI's conditions and loops in a configuration file.

https://uwsgi-docs.readthedocs.io/en/latest/ConfigLogic.html; core/config.c of 2.0.31.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from forklint.model.levels import Ternary

ENDS = frozenset({"end", "endif", "end-if", "endfor", "end-for"})


@dataclass(frozen=True, slots=True)
class Block:
    """What holds for the lines up to the next end."""

    runs: Ternary = Ternary.YES
    items: tuple[str, ...] | None = None
    """What `%(_)` stands for, once for each; None where nothing is repeated."""


def opened(
    name: str, value: str, environment: Mapping[str, str], earlier: Callable[[str], str | None]
) -> Block | None:
    """The block that a line opens; None where it opens none. UNKNOWN where the serving machine decides."""
    if name == "for":
        return Block(items=tuple(value.split()))
    if name == "for-times" and value.isdigit():
        return Block(items=tuple(str(number) for number in range(1, min(int(value), 64) + 1)))
    if name.startswith("for-"):
        return Block(Ternary.UNKNOWN)
    if not name.startswith("if-"):
        return None
    condition = name.removeprefix("if-").removeprefix("not-")
    named = value.partition("=")[0]
    if condition == "opt":
        return _decided(name, _is_given(value, earlier), earlier(named))
    if condition == "env" and named in environment:
        return _decided(name, _is_given(value, environment.get), environment[named])
    return Block(Ternary.UNKNOWN, (value,))


def _decided(name: str, holds: bool, item: str | None) -> Block:
    runs = holds is not name.startswith("if-not-")
    return Block(Ternary.YES if runs else Ternary.NO, (item or "",))


def _is_given(wanted: str, values: Callable[[str], str | None]) -> bool:
    """`name` where it has a value, `name=value` where it has that one."""
    name, equals, value = wanted.partition("=")
    found = values(name)
    return found is not None and (not equals or found == value)
