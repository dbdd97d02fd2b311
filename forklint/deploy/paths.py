"""How absolute paths are shown."""

from __future__ import annotations


def shown(path: str, base: str) -> str:
    """Relative to `base` where it lies below it, with forward slashes; else as it is."""
    prefix = base.rstrip("/") + "/"
    return path.removeprefix(prefix).replace("\\", "/")


def unique(paths: list[str]) -> tuple[str, ...]:
    """Without repetition, first wins."""
    return tuple(dict.fromkeys(path for path in paths if path))
