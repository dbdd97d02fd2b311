"""Whether a program is a Python that the agent runs on: asked once a master did not come to life."""

from __future__ import annotations

import re
import subprocess

OLDEST = (3, 9)
_ASK = "import sys; sys.stdout.write('python %d.%d.%d' % sys.version_info[:3])"
_ANSWER = re.compile(r"python (\d+)\.(\d+)\.(\d+)")
_SECONDS = 10.0


def objection(python: str) -> str:
    """What speaks against this interpreter, as a sentence without its full stop; empty where nothing does."""
    try:
        asked = [python, "-c", _ASK]
        done = subprocess.run(asked, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"{python} does not answer as a Python does"
    except OSError as error:
        return f"{python} cannot be executed: {error.strerror}"
    found = _ANSWER.fullmatch(done.stdout.decode("utf-8", "replace").strip())
    if found is None:
        return f"{python} is no Python"
    version = tuple(map(int, found.groups()))
    if version[:2] < OLDEST:
        return f"{python} is Python {'.'.join(map(str, version))}, and the probe needs 3.9 or newer"
    return ""
