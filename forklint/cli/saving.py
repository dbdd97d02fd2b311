"""Files are replaced as a whole: an interrupted run leaves the old ones."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from forklint.errors import UsageError


def save(files: list[tuple[Path, bytes]]) -> None:
    """Beside each file first, then in its place: a reader never sees half of one. Raises OSError."""
    with ExitStack() as leftovers:
        ready = []
        for place, content in files:
            if place.exists() and not place.is_file():  # a device or a pipe is written to, not replaced
                place.write_bytes(content)
                continue
            handle, name = tempfile.mkstemp(dir=place.parent, prefix=".forklint-")
            temporary = Path(name)
            leftovers.callback(temporary.unlink, missing_ok=True)
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            _like(place, temporary)
            ready.append((temporary, place))
        for temporary, place in ready:
            temporary.replace(place)


def require_writable(place: Path, option: str) -> None:
    """Raises UsageError where a file cannot be written: before anything was looked at, not after it."""
    if not place.parent.is_dir():
        raise UsageError(f"{option}: there is no folder {place.parent}", "Make it, or name another file.")
    if place.is_dir():
        raise UsageError(f"{option}: {place} is a folder", "Name a file in it.")
    if not os.access(place if place.exists() else place.parent, os.W_OK):
        raise UsageError(f"{option}: {place} cannot be written", "Name another file.")


def _like(place: Path, temporary: Path) -> None:
    """The permissions that the file has, or that a new one gets here; a temporary file is its owner's alone."""
    if place.exists():
        shutil.copymode(place, temporary)
        return
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)
