"""Which of several modules that hold an object is the one that made it: importers hold it under the same name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .asked import Origin
from .roots import Root

LONGEST = 1_000_000
"""Bytes of a source file that are read."""


def definer(roots: Sequence[Root], origin: Origin | None) -> Root:
    """The module where the object was allocated; else the first that assigns the name; else the first of all."""
    if len(roots) == 1:
        return roots[0]
    files = _files(origin)
    allocated = [root for root in roots if root.file in files]
    return next((root for root in allocated or roots if _assigns(root)), (allocated or roots)[0])


def _files(origin: Origin | None) -> list[Any]:
    stack = origin.get("stack") if isinstance(origin, dict) else None
    return [frame[0] for frame in stack if frame] if isinstance(stack, list) else []


def _assigns(root: Root) -> bool:
    """Whether a line of the module begins with the name and goes on like an assignment or a definition."""
    try:
        with open(root.file, "rb") as stream:
            lines = stream.read(LONGEST).splitlines()
    except OSError:
        return False
    return any(_is_assignment(line.strip(), root.name.encode()) for line in lines)


def _is_assignment(line: bytes, name: bytes) -> bool:
    for word in (b"def ", b"class "):
        if line.startswith(word + name):
            return line[len(word + name) :].lstrip()[:1] in (b"(", b":")
    rest = line[len(name) :].lstrip() if line.startswith(name) else b""
    return rest[:1] in (b":", b",") or (rest[:1] == b"=" and rest[:2] != b"==")
