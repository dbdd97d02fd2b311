"""What the supervisor answers the agent: it is written down, since the agent has no ear."""

from __future__ import annotations

import json
from time import monotonic, sleep  # bound before the application replaces it
from typing import Any

LONGEST = 10.0
"""Seconds to wait for it; facts files of what the application imports are read meanwhile."""
_TICK = 0.002
_decode: Any = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
"""The decoder in C alone: what the standard library has around it uses builtins that applications replace."""


def types(path: str) -> dict[str, Any]:
    """What the facts say of types. Raises OSError where it cannot be read."""
    until = monotonic() + LONGEST
    while True:
        try:
            with open(path, "rb") as stream:
                found: dict[str, Any] = _decode(stream.read().decode("ascii"), 0)[0]
            return found
        except FileNotFoundError:
            if monotonic() > until:
                raise
        sleep(_TICK)
