"""What will be executed when objects die or the process ends: in every process that exits normally."""

from __future__ import annotations

import os
import sys
from typing import Any

from . import safe
from .threads import function_name


def finalizers() -> list[dict[str, Any]]:
    """Finalizers of `weakref` and `multiprocessing` that are still to run.

    `function`, `arguments` (texts and paths only: a path that exists as it is, else only the length of the text),
    `atexit`: runs when the process ends. `path`: the first existing path among the arguments. `pid`: the process that
    it runs in only; None where it runs in all.
    """
    return [*_of_weakref(), *_of_multiprocessing()]


def _of_weakref() -> list[dict[str, Any]]:
    cls = safe.module_globals(sys.modules.get("weakref")).get("finalize")
    registry = safe.namespace(cls).get("_registry") if type(cls) is type else None
    entries = list(dict.values(registry)) if type(registry) is dict else []
    return [_told(entry, "func", "args", "kwargs", safe.attribute(entry, "atexit") is True, None) for entry in entries]


def _of_multiprocessing() -> list[dict[str, Any]]:
    registry: Any = safe.module_globals(sys.modules.get("multiprocessing.util")).get("_finalizer_registry")
    entries = list(dict.items(registry)) if type(registry) is dict else []
    found = []
    for key, entry in entries:
        at_exit = type(key) is tuple and bool(key) and key[0] is not None
        pid = safe.number(safe.attribute(entry, "_pid"))
        found.append(_told(entry, "_callback", "_args", "_kwargs", at_exit, pid))
    return found


def _told(entry: object, function: str, args: str, kwargs: str, atexit: bool, pid: int | None) -> dict[str, Any]:
    given, named = safe.attribute(entry, args), safe.attribute(entry, kwargs)
    held = [*(given if type(given) is tuple else ()), *(list(named.values()) if type(named) is dict else ())]
    texts = [text for text in map(_text, held) if text]
    paths = [text for text in texts if _exists(text)]
    return {
        "function": function_name(safe.attribute(entry, function)),
        "arguments": [text if text in paths else f"<{len(text)} characters>" for text in texts],
        "atexit": atexit,
        "path": paths[0] if paths else "",
        "pid": pid,
    }


def _text(held: object) -> str:
    if type(held) is str:
        return held
    if type(held) is bytes:
        return held.decode("utf-8", "replace")
    if safe.name_of(type(held)).startswith("pathlib."):
        return os.fspath(held)  # type: ignore[call-overload, no-any-return]
    return ""


def _exists(text: str) -> bool:
    try:
        return os.path.isabs(text) and os.path.lexists(text)
    except ValueError:  # a null character
        return False
