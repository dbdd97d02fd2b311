"""How the server tells forklint what it has become."""

from __future__ import annotations

import json
import os
from typing import Any


def tell(settings: dict[str, Any], preloads: bool, recycles: bool) -> None:
    """Where it listens, whether the master loads the application before it forks, and whether it replaces workers."""
    whole = settings["told"]
    with open(f"{whole}.part", "w", encoding="ascii") as stream:
        json.dump({"port": settings["port"], "preloads": preloads, "recycles": recycles}, stream)
    os.rename(f"{whole}.part", whole)
