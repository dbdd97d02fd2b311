"""Looks options up; of several of one name the last counts."""

from __future__ import annotations

from collections.abc import Sequence

from forklint.model.deployment import Option


def last(options: Sequence[Option], *names: str) -> Option | None:
    """The one that counts, of one name or of several that mean the same; None where there is none."""
    return next((option for option in reversed(options) if option.name in names), None)


def every(options: Sequence[Option], name: str) -> list[Option]:
    """Each occurrence of one that may be repeated."""
    return [option for option in options if option.name == name]


def value(options: Sequence[Option], name: str) -> str:
    """What it was given; empty where it was not."""
    option = last(options, name)
    return option.value if option else ""
