"""What is installed in the environment of another interpreter."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import lru_cache

_SECONDS = 20.0
_ASK = """
import importlib.metadata, sys
try:
    print(importlib.metadata.version(sys.argv[1]))
except importlib.metadata.PackageNotFoundError:
    pass
"""


def version_of(distribution: str) -> Callable[[str], str]:
    """For a driver: the distribution's version for an interpreter; empty where it, or the interpreter, is not there."""

    @lru_cache
    def installed(python: str) -> str:
        command = [python, "-c", _ASK, distribution]
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return done.stdout.strip() if done.returncode == 0 else ""

    return installed
