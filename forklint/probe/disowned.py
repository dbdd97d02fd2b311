"""What workers have let go of: objects of the master to which nothing leads in any worker, after all hooks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from forklint.probe.groups import Placed
from forklint.probe.items import Scene

WHY = "nothing in the workers refers to it any more: they have let go of it"


class Disowned:
    """Compares by identity: a fork moves no object. A walk that was cut short proves nothing."""

    def __init__(self, scene: Scene) -> None:
        workers = [worker.seen for worker in scene.record.reported()]
        self._ids = {told["path"]: told["id"] for told in scene.record.master["objects"]}
        self._inherited = _ids(told for seen in workers for told in seen["objects"])
        self._known = bool(workers) and not any(seen["cut"] for seen in workers)

    def why(self, group: list[Placed]) -> str:
        """Why no worker suffers from a resource: all its owners are gone there; empty where one is not."""
        owners = {one.item.owner.path if one.item.owner else "" for one in group if not one.item.harmless}
        return WHY if self._known and owners and all(map(self._is_gone, owners)) else ""

    def _is_gone(self, path: str) -> bool:
        identity = self._ids.get(path)
        return bool(identity) and identity not in self._inherited


def _ids(objects: Iterable[dict[str, Any]]) -> set[int]:
    return {told["id"] for told in objects}
