"""From a stack of the application's frames to a place and a trail."""

from __future__ import annotations

import ast
import os
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from forklint.model.place import Place, Step
from forklint.probe.owners import Owner

MODULE = "<module>"


@dataclass(frozen=True, slots=True)
class Located:
    """Where something was made, how the master got there, and whether the line is known for certain."""

    place: Place
    trail: tuple[Step, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """What turns a file into what a reader sees, and how the master got to it."""

    base: str
    """Absolute folder that reported paths are relative to."""
    imported: dict[str, list[Any]]
    """The application's files -> the frames that imported them."""
    entry: str = ""
    """The file of the entry: where that stands of which no line is known."""


def somewhere(ways: Ways) -> Located:
    """The entry: something was made while it was loaded, and nobody knows by which line."""
    return Located(Place(shown(ways.entry, ways.base) if ways.entry else "", 1), (), exact=False)


def located(origin: dict[str, Any] | None, owner: Owner | None, ways: Ways) -> Located | None:
    """The line that made something: what was recorded, else the line that binds its owner. None for nobody's."""
    base = ways.base
    stack = origin["stack"] if origin else []
    if origin and stack and origin["exact"]:
        return _from_stack(stack, _what(origin), base, exact=True)
    if owner is not None and owner.application:
        line = _binding(owner.file, owner.name)
        if line:
            way = [*ways.imported.get(owner.file, []), [owner.file, line, MODULE, owner.module]]
            return _from_stack(way, f"binds `{owner.name}`", base, exact=owner.direct)
    if origin and origin["window"] and not (stack and stack[-1][0] == origin["window"]):
        return Located(Place(shown(origin["window"], base), 1), _steps(stack, base), exact=False)
    return _from_stack(stack, _what(origin), base, exact=False) if origin and stack else None


def shown(path: str, base: str) -> str:
    """Relative to the base where it lies below it, with forward slashes."""
    inside = os.path.relpath(path, base) if path else path
    return Path(path if inside.startswith("..") else inside).as_posix()


def _from_stack(stack: list[Any], what: str, base: str, exact: bool) -> Located:
    file, line = stack[-1][:2]
    place = Place(shown(file, base), line)
    return Located(place, (*_steps(stack, base), Step(place, what)), exact)


def _steps(stack: list[Any], base: str) -> tuple[Step, ...]:
    """Every frame but the last, with what it does to get to the next one."""
    pairs = pairwise(stack)
    return tuple(Step(Place(shown(before[0], base), before[1]), _does(after)) for before, after in pairs)


def _does(after: list[Any]) -> str:
    function, module = after[2], after[3]
    return f"imports {module}" if function == MODULE else f"calls {function}()"


def _what(origin: dict[str, Any] | None) -> str:
    if origin is None:
        return ""
    through = f" through {origin['via']}" if origin["via"] else ""
    words = {
        "socket.connect": f"connects to {origin['what']}",
        "socket.bind": f"binds {origin['what']}",
        "socket.__new__": "makes a socket",
        "open": f"opens {origin['what']}",
        "sqlite3.connect": f"opens {origin['what']}",
        "subprocess.Popen": f"starts {origin['what']}",
        "atexit.register": f"registers {origin['what']}",
        "signal.signal": f"sets {origin['what']}",
        "allocation": "makes it",
    }
    event = str(origin["event"])
    known = words.get(event) or ("starts a thread" if event.startswith("_thread.") else "opens it")
    return f"{known}{through}"


@lru_cache(maxsize=256)
def _binding(file: str, name: str) -> int:
    """The line that binds a module's global, where exactly one statement of the module's body does; else 0."""
    try:
        tree = ast.parse(Path(file).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return 0
    lines = [node.lineno for node in tree.body if _binds(node, name)]
    return lines[0] if len(lines) == 1 else 0


def _binds(node: ast.stmt, name: str) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)
