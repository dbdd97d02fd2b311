"""Templates, kept in memory as long as nothing changes."""

from pathlib import Path

import watch

FILE = Path(__file__).with_name("page.txt")
cache = {}
queue = watch.on(FILE)


def page():
    if watch.changed(queue) or not cache:
        cache["page"] = FILE.read_text(encoding="utf-8").strip()
    return cache["page"]
