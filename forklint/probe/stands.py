"""Where a process stood when it hung or crashed: reads what `faulthandler` writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_FRAME = re.compile(r'^  File "(?P<file>[^"]*)", line (?P<line>\d+) in (?P<function>.*)$', re.MULTILINE)
_THREAD = re.compile(r"^(?:Current thread|Thread) 0x[0-9a-f]+.*$", re.MULTILINE)
_INSTALLED = ("site-packages/", "dist-packages/")


@dataclass(frozen=True, slots=True)
class Stand:
    """A line that was being executed."""

    file: str
    line: int
    function: str


def stands(text: str, roots: tuple[str, ...]) -> Iterator[Stand]:
    """The innermost line of the application in each thread, the current thread's first.

    `faulthandler` writes the most recent call first (https://docs.python.org/3/library/faulthandler.html).
    """
    found = [(text[start:end].startswith("Current"), text[start:end]) for start, end in _stretches(text)]
    for _, stretch in sorted(found, key=lambda part: not part[0]):
        own = next((frame for frame in _frames(stretch) if _is_own(frame.file, roots)), None)
        if own is not None:
            yield own


def _stretches(text: str) -> list[tuple[int, int]]:
    starts = [match.start() for match in _THREAD.finditer(text)]
    return list(pairwise([*starts, len(text)]))


def _frames(stretch: str) -> Iterator[Stand]:
    for match in _FRAME.finditer(stretch):
        yield Stand(match["file"], int(match["line"]), match["function"])


def _is_own(file: str, roots: tuple[str, ...]) -> bool:
    root = next((root for root in roots if file.startswith(root.rstrip("/") + "/")), None)
    return root is not None and not any(part in file[len(root) :] for part in _INSTALLED)
