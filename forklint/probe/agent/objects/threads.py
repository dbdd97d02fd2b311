"""Threads and what runs in them."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import safe

if TYPE_CHECKING:
    from .kinds import Kind

THREAD = "threading.Thread"
POOL = "concurrent.futures.thread.ThreadPoolExecutor"


def look(kind: Kind) -> Callable[[Any], dict[str, Any]] | None:
    """Tells `thread` of threads and `executor` of thread pools."""
    if THREAD in kind.names:
        return _thread if kind.name != "threading._MainThread" else None
    return _executor if POOL in kind.names else None


def _thread(made: Any) -> dict[str, Any]:
    held = safe.dictionary(made)
    target = _target(made, held)
    return {
        "thread": {
            "ident": safe.number(held.get("_ident")),
            "native": safe.number(held.get("_native_id")),
            "name": safe.text(held.get("_name")),
            "daemon": held.get("_daemonic") is True,
            "alive": alive(made),
            "started": is_set(held.get("_started")),
            "target": function_name(target),
            "code": _code(target),
        }
    }


def alive(made: Any) -> bool:
    """Whether Python counts a thread as running: in a forked worker it counts those of the master as ended."""
    module = safe.module_globals(sys.modules.get("threading"))
    try:
        return module["Thread"].is_alive(made) is True  # type: ignore[attr-defined]
    except BaseException:  # a subclass whose constructor did not call Thread's
        return False


def is_set(event: object) -> bool:
    """Whether a `threading.Event` is set."""
    return safe.attribute(event, "_flag") is True


def _target(made: Any, held: dict[str, Any]) -> object:
    """What runs in the thread: its target, or the `run` that a subclass has."""
    run = safe.lookup(type(made), "run")
    name = safe.text(getattr(run, "__qualname__", "")) if type(run) is types.FunctionType else ""
    if name == "Timer.run":
        return held.get("function")
    return held.get("_target") if name == "Thread.run" else run


def _executor(made: Any) -> dict[str, Any]:
    threads = safe.attribute(made, "_threads")
    members = list(set.__iter__(threads)) if type(threads) is set else []
    return {
        "executor": {
            "threads": [safe.number(safe.attribute(member, "_ident")) for member in members],
            "alive": sum(alive(member) for member in members),
            "shutdown": safe.attribute(made, "_shutdown") is True,
        }
    }


def unwrapped(held: Any) -> Any:
    """The function inside bound methods and partials."""
    for _ in range(5):
        if type(held) is types.MethodType:
            held = held.__func__
        elif safe.name_of(type(held)) == "functools.partial":
            held = safe.attribute(held, "func")
    return held


def function_name(held: object) -> str:
    """`module.qualified.name` of what is called; the name of its type where it is an object; empty for nothing."""
    held = unwrapped(held)
    if held is None or held is safe.MISSING:
        return ""
    if issubclass(type(held), (types.FunctionType, types.BuiltinFunctionType)):
        return ".".join(filter(None, (safe.text(held.__module__), safe.text(getattr(held, "__qualname__", "")))))
    return safe.name_of(held if issubclass(type(held), type) else type(held))  # type: ignore[arg-type]


def _code(held: object) -> str:
    held = unwrapped(held)
    if type(held) is not types.FunctionType:
        return ""
    return f"{held.__code__.co_filename}:{held.__code__.co_firstlineno}"
