"""Options on how a probe starts a master."""

from __future__ import annotations

import argparse

from forklint.check import LOAD_SECONDS, CheckRequest, ProbeOptions
from forklint.check.interpreter import interpreter
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
    group.add_argument("--timeout", type=seconds, metavar="SECONDS", help=allowed)


def options_of(options: argparse.Namespace, asked: CheckRequest) -> ProbeOptions:
    """What the command line says, and the configuration where it says nothing.

    Raises UsageError where --python names nothing that can be executed.
    """
    return ProbeOptions(
        server=options.server or "",
        python=interpreter(options.python) or asked.python,
        timeout=options.timeout or LOAD_SECONDS,
        arguments=options.server_arguments,
    )


def refuse(options: argparse.Namespace) -> None:
    """Raises UsageError where an option speaks of a probe and none was asked for."""
    for name in _OWN:
        if getattr(options, name) is not None:
            raise UsageError(f"--{name} says how to probe", "Add --probe, or use `forklint probe`.")


def seconds(text: str) -> float:
    """For argparse: a time."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return number
