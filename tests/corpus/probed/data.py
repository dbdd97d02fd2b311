"""The two files beside this one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def read(name: str) -> dict[str, Any]:
    """One of them."""
    return dict(tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8")))
