"""uWSGI: the real binary, beside the application's interpreter or on the PATH, with the user's options."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from forklint.probe.drivers.driver import Driver

_SECONDS = 20.0


def installed(python: str) -> str:
    """The version of the binary that would be started for an interpreter; empty where there is none."""
    beside = Path(python).parent / "uwsgi"
    binary = str(beside) if os.access(beside, os.X_OK) else shutil.which("uwsgi")
    if binary is None:
        return ""
    command = [binary, "--version"]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


DRIVER = Driver(
    name="uwsgi",
    about="uWSGI's own binary with its ini file and options, with and without lazy-apps",
    installed=installed,
    pause=0.2,  # its handler of SIGTERM ends Python, wherever Python is
    install="Install uwsgi for that Python (it needs a C compiler), or put its binary on the PATH.",
)
