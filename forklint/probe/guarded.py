"""What a worker makes anew before it uses it: made by a function of the application that compares pids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from forklint.probe.items import Item, Scene

WHY = "the function that made it compares pids: a worker makes its own"


def guarded(items: Iterable[Item], scene: Scene) -> list[Item]:
    """All items; those that a guard made are harmless."""
    guards = {tuple(told) for told in scene.record.master["guards"]}
    return [replace(item, harmless=item.harmless or WHY) if _is_guarded(item, guards) else item for item in items]


def _is_guarded(item: Item, guards: set[tuple[str, ...]]) -> bool:
    frames = item.origin["stack"] if item.origin and item.origin["exact"] else ()
    return any((file, function) in guards for file, _, function, _ in frames)
