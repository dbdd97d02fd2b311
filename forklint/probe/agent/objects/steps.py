"""How one step from an object to what it holds is written: `.pool`, `['default']`, `[0]`."""

from __future__ import annotations

LONGEST_KEY = 40
SECRET_LIKE = 20
"""A key with digits that is longer than this may be a token: it is not shown."""


class Step(str):
    """A step that is written already, beside names that still have to be."""

    __slots__ = ()


INSIDE = Step(".?")
"""Held by C code under no name."""


def attribute_step(label: object) -> str:
    """A label of an instance, a class or a function: a name, or a step."""
    if type(label) is Step:
        return str(label)
    return f".{label}" if type(label) is str else INSIDE


def item_step(key: object) -> str:
    """A key of a container. Only what looks like a name is shown: keys may hold secrets."""
    if type(key) is Step:
        return str(key)
    if type(key) is int:
        return f"[{key}]"
    return f"['{key}']" if type(key) is str and _harmless(key) else "[...]"


def _harmless(key: str) -> bool:
    if len(key) > LONGEST_KEY or not all(part.isalnum() for part in key.replace("_", "-").replace(".", "-").split("-")):
        return False
    return len(key) <= SECRET_LIKE or not any(letter.isdigit() for letter in key)
