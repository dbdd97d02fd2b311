"""`forklint check --watch`: again whenever a file changes that may decide; what did not change comes from the cache."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from forklint.cli.options import WATCH
from forklint.cli.streams import remark
from forklint.cli.watched import Watched, watched
from forklint.errors import CouldNotLook, UsageError

WAIT_MILLISECONDS = 300
"""An editor that saves touches several files one after the other."""
_MOST = 3
_CLEAR = "\x1b[2J\x1b[H"
_AGAIN = "import sys; sys.path = list(filter(None, sys.path)); from forklint.cli.main import console; console()"
"""Not `-m forklint`: that looks for forklint in the current folder first, among the application's modules."""
_TOO_MANY = "A system watches so many folders: raise fs.inotify.max_user_watches, or set WATCHFILES_FORCE_POLLING=true."


def watch(options: argparse.Namespace) -> int:
    """Check, and again after each change, until it is interrupted; returns the last exit status.

    Raises UsageError where the library that watches is not installed, or the report could not be written, CouldNotLook
    where the system watches no more folders.
    """
    status, cwd = None, Path.cwd()
    with suppress(KeyboardInterrupt):
        for changed in _changes(watched(options, cwd)):
            if changed:
                _announce(changed, cwd)
            if changed or status is None:
                status = _once()
                remark(f"exit status {status}; waiting for changes below {cwd}, Ctrl-C ends")
    return status or 0


def _announce(changed: Iterable[Path], cwd: Path) -> None:
    """Say what changed, at the top of an empty terminal: the newest report is the only one to read."""
    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        sys.stdout.write(_CLEAR)
    names = sorted(os.path.relpath(path, cwd) for path in changed)
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    remark(f"{', '.join(names[:_MOST])}{more} changed")


def _once() -> int:
    """In a process of its own: this one keeps nothing of what files held before."""
    import subprocess  # not needed by other runs

    own = [argument for argument in sys.argv[1:] if argument != WATCH]
    return subprocess.run([sys.executable, "-c", _AGAIN, *own], check=False).returncode


def _changes(where: Watched) -> Iterator[set[Path]]:
    """What has changed, nothing every now and then: the first time nothing, since when it is watched."""
    import logging

    try:
        from watchfiles import DefaultFilter
        from watchfiles import watch as changes
    except ImportError as error:
        raise UsageError("--watch needs watchfiles", "Install it: pip install 'forklint[watch]'") from error
    usual = DefaultFilter()
    logging.getLogger("watchfiles").setLevel(logging.ERROR)  # it warns of Ctrl-C

    def decides(change: object, path: str) -> bool:
        return where.decides(Path(path)) and usual(change, path)  # type: ignore[arg-type]

    try:
        for found in changes(
            *where.roots(),
            watch_filter=decides,
            debounce=WAIT_MILLISECONDS,
            rust_timeout=WAIT_MILLISECONDS,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            yield {Path(path) for _, path in found}
    except OSError as error:
        raise CouldNotLook(f"--watch: {str(error).partition(' (')[0]}", _TOO_MANY) from error
