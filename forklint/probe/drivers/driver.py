"""What a driver has to say."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass

from forklint.probe.request import ProbeRequest

BOOT = "boot.py"


def interpreted(request: ProbeRequest, boot: str) -> list[str]:
    """The usual command: the application's interpreter executes the agent, which runs the server."""
    return [request.python, boot]


def built_in(python: str) -> str:
    """For what needs no server to be installed."""
    return "built in"


@dataclass(frozen=True, slots=True)
class Driver:
    """One way to start a master."""

    name: str
    about: str
    """One line for `--help`."""
    installed: Callable[[str], str] = built_in
    """Version of the server in the environment of this interpreter; empty where it is not installed."""
    install: str = ""
    """What to do where it is not installed."""
    command: Callable[[ProbeRequest, str], list[str]] = interpreted
    """Arguments of the master's process; the second parameter is the path of the agent's `boot.py`."""
    leave: int = signal.SIGTERM
    """The signal that asks one worker to end."""
    pause: float = 0.0
    """Seconds from a worker's last word until it is where a signal is meant to find it."""
    grace: float = 2.0
    """Seconds in which the master may end by itself, so that it removes its files."""
    environment: tuple[tuple[str, str], ...] = ()
    """Variables of the master's process."""
