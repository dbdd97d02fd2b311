"""Locks: held or free, and by whom as far as the lock knows."""

from __future__ import annotations

import _imp
import _thread
import sys
from collections.abc import Callable
from typing import Any

from . import safe

PYTHON_RLOCK = "threading._RLock"
CONDITION = "threading.Condition"


def look(cls: type, names: frozenset[str]) -> Callable[[Any], dict[str, Any]] | None:
    """Tells `lock` of locks, and of conditions what is told of their lock."""
    if issubclass(cls, (_thread.LockType, _thread.RLock)) or PYTHON_RLOCK in names:
        return _lock
    return _condition if CONDITION in names else None


def _lock(made: Any) -> dict[str, Any]:
    told = state(made)
    return {"lock": told} if told is not None else {}


def _condition(made: Any) -> dict[str, Any]:
    return _lock(safe.attribute(made, "_lock"))


def state(made: Any) -> dict[str, Any] | None:
    """`locked`, `owner` (a thread's ident, where the lock knows it), `count`; None for what is no lock of Python's."""
    cls = type(made)
    if issubclass(cls, _thread.LockType):
        locked = _thread.LockType.locked(made)
        return {"locked": locked, "owner": None, "count": int(locked)}
    if issubclass(cls, _thread.RLock):
        return _recursive(made)
    if PYTHON_RLOCK in safe.names(cls):
        owner, count = safe.attribute(made, "_owner"), safe.number(safe.attribute(made, "_count"))
        return {"locked": bool(count), "owner": safe.number(owner), "count": count or 0}
    return None


def _recursive(made: Any) -> dict[str, Any]:
    """A recursive lock tells its owner in its representation only: `<locked _thread.RLock object owner=1 count=2 …`."""
    words = _thread.RLock.__repr__(made).split()
    told = dict(word.split("=", 1) for word in words if "=" in word)
    owner, count = int(told.get("owner", "0")), int(told.get("count", "0"))
    return {"locked": count > 0, "owner": owner or None, "count": count}


def living() -> set[int]:
    """Idents of the threads that execute Python here."""
    return set(sys._current_frames())


def system_locks() -> dict[str, Any]:
    """Locks of the interpreter and of `logging` that nobody is there to release.

    `import`: the import lock is held. `modules`: import locks of modules, `logging`: locks of the logging system, both
    only where the owner is no living thread (for a plain lock: where it is held), as `{"name", "owner"}`.
    """
    alive = living()
    return {"import": _imp.lock_held(), "modules": _of_modules(alive), "logging": _of_logging(alive)}


def _of_modules(alive: set[int]) -> list[dict[str, Any]]:
    held = safe.module_globals(sys.modules.get("_frozen_importlib")).get("_module_locks")
    entries: list[tuple[Any, Any]] = list(dict.items(held)) if type(held) is dict else []
    found = []
    for name, reference in entries:
        owner = safe.number(safe.attribute(reference(), "owner"))
        if owner is not None and owner not in alive:
            found.append({"name": safe.text(name), "owner": owner})
    return found


def _of_logging(alive: set[int]) -> list[dict[str, Any]]:
    module = safe.module_globals(sys.modules.get("logging"))
    references: Any = module.get("_handlerList")
    locks: list[tuple[str, Any]] = [("logging._lock", module.get("_lock"))]
    for reference in list(references) if type(references) is list else []:
        handler = reference()
        locks.append((safe.name_of(type(handler)), safe.attribute(handler, "lock")))
    return [told for name, lock in locks for told in _orphaned(name, lock, alive)]


def _orphaned(name: str, lock: Any, alive: set[int]) -> list[dict[str, Any]]:
    told = state(lock)
    if told is None or not told["locked"] or told["owner"] in alive:
        return []
    return [{"name": name, "owner": told["owner"]}]
