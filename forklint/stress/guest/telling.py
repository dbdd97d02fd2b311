"""How the server tells forklint what it has become."""

from __future__ import annotations

import json
import os
from typing import Any


def tell(settings: dict[str, Any], preloads: bool) -> None:
    """Where it listens, and whether the master loads the application before it forks."""
    whole = settings["told"]
    with open(f"{whole}.part", "w", encoding="ascii") as stream:
        json.dump({"port": settings["port"], "preloads": preloads}, stream)
    os.rename(f"{whole}.part", whole)
