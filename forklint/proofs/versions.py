"""Which release of a library an interpreter has."""

from __future__ import annotations

import subprocess
from functools import lru_cache

from forklint.errors import CouldNotLook

_CODE = """
import platform, sys
from importlib import metadata
for name in sys.argv[1:]:
    try:
        print(platform.python_version() if name == "python" else metadata.version(name))
        break
    except metadata.PackageNotFoundError:
        pass
"""


@lru_cache(maxsize=256)
def installed(names: tuple[str, ...], python: str) -> str:
    """The version of the first of these distributions that is there; Python's own for `python`.

    Raises CouldNotLook where none is.
    """
    try:
        done = subprocess.run([python, "-c", _CODE, *names], capture_output=True, text=True, timeout=30)
    except OSError as error:
        raise CouldNotLook(f"{python} cannot be run: {error.strerror}") from error
    if not (version := done.stdout.strip()):
        raise CouldNotLook(f"{names[0]} is not installed for {python}", f"Install it there: pip install {names[-1]}")
    return version
