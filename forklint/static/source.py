"""Files into syntax trees; what cannot be read or parsed is a gap, never an exception."""

from __future__ import annotations

import ast
import os
import stat
import warnings
from dataclasses import dataclass, replace

from forklint.static.elide import elided

MAX_BYTES = 4_000_000
"""Larger files are data, not programs; parsing one would need gigabytes."""

WHOLE_FILES = 64
"""Files of one check that are parsed whole; in larger programs most functions are never called while loading."""
_FORKING = (
    b"fork(", b"multiprocessing", b"ProcessPoolExecutor", b"DataLoader", b"get_context(\x22", b"get_context(\x27",
    b"billiard", b" Parallel(", b"gunicorn.app.",
)


def speaks_of_forking(text: bytes) -> bool:
    """Whether a module has any of the words without which it has no fork point that the facts know."""
    return any(map(text.__contains__, _FORKING))


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its tree, or why there is none."""

    path: str
    tree: ast.Module | None
    text: bytes
    problem: str = ""
    line: int = 1
    forgotten: bool = False
    """Whether the tree was thrown away to save memory."""
    elided: bool = False
    """Whether function bodies were left out; `trees` brings them back where they are called."""


def read_source(path: str, known: dict[str, Source] | None = None) -> Source:
    """Read and parse one file, unless it is among the known ones; in large programs without function bodies."""
    if known is None:
        return _read(path, False)
    if path not in known or known[path].forgotten:
        known[path] = _read(path, len(known) >= WHOLE_FILES)
    return known[path]


def _read(path: str, large: bool) -> Source:
    """Encodings, byte order marks and PEP 263 lines are `ast.parse`'s business."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return Source(path, None, b"", "is not a regular file")
        if status.st_size > MAX_BYTES:
            return Source(path, None, b"", f"is larger than {MAX_BYTES // 1_000_000} MB")
        with open(path, "rb") as stream:
            text = stream.read()
    except OSError as error:
        return Source(path, None, b"", f"cannot be read: {error.strerror or error}")
    return (_parse_elided(path, text) if large else None) or parse(path, text)


def _parse_elided(path: str, text: bytes) -> Source | None:
    """The file without function bodies; None where that does not parse, or where there is nothing to leave out."""
    short = elided(text)
    source = parse(path, short) if short is not text else None
    return replace(source, text=text, elided=True) if source is not None and source.tree is not None else None


def parse(path: str, text: bytes) -> Source:
    """Parse the content of a file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Source(path, ast.parse(text), text)
    except SyntaxError as error:
        return Source(path, None, text, f"cannot be parsed: {error.msg}", error.lineno or 1)
    except ValueError as error:
        return Source(path, None, text, f"cannot be parsed: {error}")
    except (RecursionError, MemoryError):
        return Source(path, None, text, "is nested too deeply to be parsed")
