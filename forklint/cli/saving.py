"""Files are replaced as a whole: an interrupted run leaves the old ones."""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack
from pathlib import Path

from forklint.errors import UsageError


def save(files: list[tuple[Path, bytes]]) -> None:
    """Beside each file first, then in its place: a reader never sees half of one. Raises OSError, with the file."""
    with ExitStack() as leftovers:
        ready = []
        for named, content in files:
            place = Path(os.path.realpath(named))  # a link stays one
            try:
                if (temporary := _written(place, content, leftovers)) is not None:
                    ready.append((temporary, place))
            except OSError as error:
                raise OSError(error.errno, error.strerror, str(named)) from error
        for temporary, place in ready:
            temporary.replace(place)


def _written(place: Path, content: bytes, leftovers: ExitStack) -> Path | None:
    """The file that shall take its place; None for a device or a pipe: it is written to, not replaced."""
    if place.exists() and not place.is_file():
        place.write_bytes(content)
        return None
    import tempfile  # most runs write no file

    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".forklint-")
    temporary = Path(name)
    leftovers.callback(temporary.unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    _like(place, temporary)
    return temporary


def require_writable(place: Path, option: str) -> None:
    """Raises UsageError where a file cannot be written: before anything was looked at, not after it."""
    if not os.path.isdir(place.parent):  # noqa: PTH112 - of a folder that may not be looked into, Path raises
        raise UsageError(f"{option}: there is no folder {place.parent}", "Make it, or name another file.")
    if os.path.isdir(place):  # noqa: PTH112
        raise UsageError(f"{option}: {place} is a folder", "Name a file in it.")
    there, replaced = os.path.exists(place), os.path.isfile(place)  # noqa: PTH110, PTH113
    changed = [place] * there + [place.parent] * (replaced or not there)
    if not all(os.access(path, os.W_OK) for path in changed):
        raise UsageError(f"{option}: {place} cannot be written", "Name another file.")


def _like(place: Path, temporary: Path) -> None:
    """The permissions that the file has, or that a new one gets here; a temporary file is its owner's alone."""
    if place.exists():
        temporary.chmod(stat.S_IMODE(place.stat().st_mode))
        return
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)
