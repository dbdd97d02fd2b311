"""Options on how a probe starts a master."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from forklint.check import LOAD_SECONDS, ProbeOptions
from forklint.errors import UsageError

_OWN = ("server", "timeout")


def add_python(group: argparse._ActionsContainer, default: str) -> None:
    """Where the application's libraries are."""
    told = f"the application's interpreter or virtual environment; default: {default}"
    group.add_argument("--python", metavar="PATH", help=told)


def add_options(group: argparse._ActionsContainer) -> None:
    """Which server, how long."""
    listed = "start this one, not the one that is found; `forklint probe --help` lists them"
    group.add_argument("--server", metavar="SERVER", help=listed)
    allowed = f"time that loading may take; default: {LOAD_SECONDS:g}"
    group.add_argument("--timeout", type=_seconds, metavar="SECONDS", help=allowed)


def options_of(options: argparse.Namespace) -> ProbeOptions:
    """What the command line says.

    Raises UsageError where --python names nothing that can be executed.
    """
    return ProbeOptions(
        server=options.server or "",
        python=interpreter(options.python),
        timeout=options.timeout or LOAD_SECONDS,
        arguments=options.server_arguments,
    )


def refuse(options: argparse.Namespace) -> None:
    """Raises UsageError where an option speaks of a probe and none was asked for."""
    for name in _OWN:
        if getattr(options, name) is not None:
            raise UsageError(f"--{name} says how to probe", "Add --probe, or use `forklint probe`.")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return seconds


def interpreter(text: str | None) -> str:
    """Absolute, and its link not followed: a virtual environment's interpreter is known by where the link stands.

    Empty where none was named. Raises UsageError where the text names nothing that can be executed.
    """
    if not text:
        return ""
    import shutil  # not needed by a run without a probe

    path = Path(text)
    if path.is_dir():
        path = path / "bin" / "python"
    found = shutil.which(path if os.sep in text or path.exists() else text)
    if found is None:
        hint = "Name the Python that the application runs on, such as .venv/bin/python, or its virtual environment."
        raise UsageError(f"--python: nothing can be executed at {text!r}", hint)
    return os.path.abspath(found)  # noqa: PTH100 - `resolve` follows links
