"""An exception that a server swallows, in one line: the server goes on, and what was not executed is a gap."""

from __future__ import annotations

import os
from typing import Any

from _forklint_agent.failure import describe

LONGEST = 300
"""Characters of an exception's text."""


def in_words(error: BaseException, frames: Any) -> str:
    """Type, text, and the application's innermost line."""
    told = describe(error, frames)
    own = [frame for frame in told["frames"] if frame["application"]]
    where = f" ({os.path.relpath(own[-1]['file'])}:{own[-1]['line']})" if own else ""
    return f"{told['type']}: {' '.join(told['text'].split())[:LONGEST]}{where}"
