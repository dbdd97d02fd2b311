"""How a number and what it counts are written."""

from __future__ import annotations


def plural(number: int, word: str, *unchanging: str) -> str:
    """`1 file`, `2 files`; some words stay as they are."""
    return f"{number} {word}{'' if number == 1 or word in unchanging else 's'}"
