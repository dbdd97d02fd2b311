"""`forklint check --watch`: again whenever a file changes that may decide; what did not change comes from the cache."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from forklint.cli.streams import remark
from forklint.errors import UsageError

OPTION = "--watch"
WAIT_MILLISECONDS = 300
"""An editor that saves touches several files one after the other."""
_ENDINGS = (".py", ".toml", ".ini", ".cfg", ".conf", ".yml", ".yaml", ".lock", ".txt", ".sh", ".service")
"""What a report may be written into (`.json`, `.sarif`, `.xml`, `.md`) is not among them: it would never end."""
_AGAIN = "import sys; sys.path = list(filter(None, sys.path)); from forklint.cli.main import console; console()"
"""Not `-m forklint`: that looks for forklint in the current folder first, among the application's modules."""
_NAMES = ("Dockerfile", "Procfile", "Pipfile")


def watch() -> int:
    """Check, and again after each change, until it is interrupted; returns the last exit status.

    Raises UsageError where the library that watches is not installed.
    """
    status = None
    with suppress(KeyboardInterrupt):
        for changed in _changes(Path.cwd()):
            if changed or status is None:
                status = _once()
                remark(f"exit status {status}; waiting for changes below {Path.cwd()}, Ctrl-C ends")
    return status or 0


def _once() -> int:
    """In a process of its own: this one keeps nothing of what files held before."""
    own = [argument for argument in sys.argv[1:] if argument != OPTION]
    return subprocess.run([sys.executable, "-c", _AGAIN, *own], check=False).returncode


def _changes(folder: Path) -> Iterator[Collection[object]]:
    """What has changed, nothing every now and then: the first time nothing, since when it is watched."""
    try:
        from watchfiles import DefaultFilter
        from watchfiles import watch as changes
    except ImportError as error:
        raise UsageError("--watch needs watchfiles", "Install it: pip install 'forklint[watch]'") from error
    usual = DefaultFilter()
    logging.getLogger("watchfiles").setLevel(logging.ERROR)  # it warns of Ctrl-C

    def decides(change: object, path: str) -> bool:
        name = Path(path).name
        return (name.endswith(_ENDINGS) or name.startswith(_NAMES)) and usual(change, path)  # type: ignore[arg-type]

    return changes(
        folder,
        watch_filter=decides,
        debounce=WAIT_MILLISECONDS,
        rust_timeout=WAIT_MILLISECONDS,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
