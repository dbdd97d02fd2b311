"""Code prefixes on the command line: `FL1,FL203`."""

from __future__ import annotations

from forklint.errors import UsageError


def prefixes(texts: list[str], option: str) -> tuple[str, ...]:
    """Comma-separated, repeatable, in either case.

    Raises UsageError for a prefix that no rule's code begins with.
    """
    found = [part.strip().upper() for text in texts for part in text.split(",") if part.strip()]
    if not found:
        if texts:
            raise UsageError(f"{option} names no code", f"Such as {option} FL1,FL203.")
        return ()
    from forklint.knowledge.rules import require_prefixes

    require_prefixes(found, option)
    return tuple(found)
