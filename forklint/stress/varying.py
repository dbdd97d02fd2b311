"""Parts of answers that differ by nature: found where the reference disagrees with itself, and put as expressions."""

from __future__ import annotations

import re
from collections.abc import Sequence

_KINDS = (
    r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?",
    r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT",
    r"\d\d:\d\d:\d\d(?:[.,]\d+)?",
    r"\d+\.\d+(?:[eE][+-]?\d+)?",
    r"\d+",
    r"[0-9a-fA-F]{8,}",
    r"[\w.~+/=-]+",
)
"""What differs from answer to answer in most applications, the narrowest first."""
_TOKEN = re.compile("|".join((*_KINDS[:5], r"[\w.~+/=-]+", r"\s+", r".")), re.DOTALL)
_DISTINCT = 4
"""How many of the kinds are known by their form alone."""
_BEFORE = 16
"""Characters before a part that say where it is."""


def proposals(bodies: Sequence[str]) -> list[str]:
    """Expressions without which all bodies are the same; empty where none of these kinds explains the difference."""
    texts = sorted(set(bodies))
    rows = [_TOKEN.findall(text) for text in texts]
    if len(texts) < 2 or len({len(row) for row in rows}) != 1:
        return []
    differing = [index for index, variants in enumerate(zip(*rows, strict=True)) if len(set(variants)) > 1]
    found = list(dict.fromkeys(filter(None, (_expression(rows, index) for index in differing))))
    return found if len({_without(text, found) for text in texts}) == 1 else []


def _expression(rows: Sequence[Sequence[str]], index: int) -> str:
    """For one part; empty where it could not be told from others of its kind."""
    kind, before = _kind([row[index] for row in rows]), _before(rows[0], index)
    if index == 0:
        return rf"\A{kind}" if kind else ""
    return f"{re.escape(before)}{kind}" if kind and (before.strip() or kind in _KINDS[:_DISTINCT]) else ""


def _kind(variants: Sequence[str]) -> str:
    return next((kind for kind in _KINDS if all(re.fullmatch(kind, text) for text in variants)), "")


def _before(row: Sequence[str], index: int) -> str:
    """The constant text right before a part, back to the last part that may differ itself."""
    text = ""
    for token in reversed(row[:index]):
        if "\n" in token or any(re.fullmatch(kind, token) for kind in _KINDS[:6]) or len(text) >= _BEFORE:
            break
        text = token + text
    return text


def _without(text: str, found: Sequence[str]) -> str:
    for expression in found:
        text = re.sub(expression, "", text)
    return text
