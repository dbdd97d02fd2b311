"""Remembers the report of a run and everything that it depends on, so that an unchanged second run reads and compares.

An entry holds if forklint, its rules and Python are the same, every file that was read and every folder that was listed
has the same content, and nothing has appeared where something was looked for in vain. Entries are data (MessagePack),
never pickles; a broken one is as good as none; they are replaced as a whole, so that runs side by side cannot harm each
other.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import msgspec

from forklint import __version__
from forklint.model.report import Report

LAYOUT = 1
"""Changes when entries of older versions cannot be read any more."""


class Entry(msgspec.Struct, frozen=True):
    """What is remembered of one run."""

    key: str
    files: dict[str, str]
    """Path of each file that was read, or folder that was listed -> hash of its content; empty where it has none."""
    missing: list[str]
    """Paths that were looked for and did not exist."""
    report: Report


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one run's entry: the file stands for the question, the key for everything but file contents."""

    path: Path
    key: str


def slot(folder: Path, question: tuple[object, ...], state: tuple[object, ...]) -> Slot:
    """`question` is what was asked (folder, targets, options), `state` what was found on the way to the plans."""
    project = _digest(repr(question[:1]).encode())[:16]
    name = f"{_digest(repr(question).encode())[:24]}.msgpack"
    everything = (LAYOUT, __version__, sys.version, _build(), question, state)
    return Slot(folder / project / name, _digest(repr(everything).encode()))


def load(place: Slot) -> Report | None:
    """The remembered report, if everything that it depends on is as it was."""
    try:
        entry = msgspec.msgpack.decode(place.path.read_bytes(), type=Entry)
    except (OSError, msgspec.DecodeError, ValueError, RecursionError):
        return None
    if entry.key != place.key or any(os.path.lexists(path) for path in entry.missing):
        return None
    unchanged = all(content_hash(path) == known for path, known in entry.files.items())
    return entry.report if unchanged else None


def save(place: Slot, report: Report, read: Iterable[str], missing: Iterable[str], started: int) -> None:
    """Remember a report, unless a file was written since `started` (nanoseconds): it may have been read before that.

    A cache that cannot be written costs time, nothing else.
    """
    files = {path: content_hash(path) for path in dict.fromkeys(read)}
    if any(_modified(path) >= started for path in files):
        return
    absent = sorted(path for path in set(missing) if not os.path.lexists(path))
    with suppress(OSError, UnicodeEncodeError):
        content = msgspec.msgpack.encode(Entry(place.key, files, absent, report))
        place.path.parent.mkdir(parents=True, exist_ok=True)
        _replace(place.path, content)


def content_hash(path: str) -> str:
    """Hash of a file's content, or of the names in a folder; empty where it cannot be read."""
    try:
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - a thousand files in a tenth of a second
            return _digest(stream.read())
    except IsADirectoryError:
        return _names_hash(path)
    except (OSError, ValueError):
        return ""


def _names_hash(folder: str) -> str:
    """Without Python's own folder of bytecode, which comes with the first run."""
    try:
        names = sorted(name for name in os.listdir(folder) if name != "__pycache__")  # noqa: PTH208
    except OSError:
        return ""
    return _digest("\0".join(names).encode("utf-8", "surrogateescape"))


def stamps(folders: Iterable[str]) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of every file in some folders: cheaper than contents, for files that releases change."""
    found = []
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_file():
                    status = entry.stat()
                    found.append((entry.path, status.st_size, status.st_mtime_ns))
    return tuple(sorted(found))


def contents(paths: Iterable[str]) -> tuple[tuple[str, str, int], ...]:
    """Hash of the content of each of some files, and for folders the time when an entry came or went."""
    folders = {path: os.path.isdir(path) for path in paths}  # noqa: PTH112 - a few hundred in a cached run
    return tuple((path, content_hash(path), _modified(path) if inside else 0) for path, inside in folders.items())


def default_folder() -> Path:
    """`FORKLINT_CACHE_DIR`, else the platform's folder for caches."""
    if chosen := os.environ.get("FORKLINT_CACHE_DIR"):
        return Path(chosen)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "forklint"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "forklint" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "forklint"


def _modified(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - a thousand files
    except OSError:
        return 0


def _build() -> tuple[tuple[str, int, int], ...]:
    """forklint's own source and rules: a checkout changes between versions."""
    from forklint.knowledge.locate import rules_folder

    package = Path(__file__).resolve().parent
    rooms = [path for path, _, _ in os.walk(package) if not path.endswith("__pycache__")]
    return stamps([*rooms, *(str(rules_folder() / part) for part in ("", "facts", "checks", "servers"))])


def _replace(path: Path, content: bytes) -> None:
    import tempfile  # a run that is answered from here writes nothing

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
