"""The registry in which instances are found: one file for each. The process that entered is the one that leaves."""

import atexit
import os
from pathlib import Path

ENTRY = Path(os.environ.get("DATA_DIR", "."), "shop.instance")


def enter():
    ENTRY.write_text("127.0.0.1:8000", encoding="utf-8")
    atexit.register(leave, os.getpid())


def leave(owner):
    if os.getpid() == owner:
        ENTRY.unlink(missing_ok=True)


def listed():
    return ENTRY.exists()
