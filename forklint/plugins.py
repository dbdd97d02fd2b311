"""Facts that installed libraries ship: entry points of the group `forklint.facts`, found without importing anything.

An entry point's value is the dotted name of a folder with facts files (`acme.forklint_facts`). `importlib.metadata`
would cost more than a whole cached run, so the `entry_points.txt` files are read directly.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

GROUP = "forklint.facts"
_MARK = f"[{GROUP}]".encode()


def facts_folders(search: list[str] | None = None) -> tuple[str, ...]:
    """Folders named by entry points of the packages installed where forklint runs."""
    folders = [str(Path(site, *value.split("."))) for site, value in _values(sys.path if search is None else search)]
    return tuple(dict.fromkeys(folder for folder in folders if Path(folder).is_dir()))


def _values(search: list[str]) -> Iterator[tuple[str, str]]:
    for site in search:
        for text in _descriptions(site):
            section = text.split(_MARK, 1)[1].split(b"\n[", 1)[0].decode("utf-8", "replace")
            for line in section.splitlines():
                name, equals, value = line.partition("=")
                if equals and name.strip() and not name.lstrip().startswith(("#", ";")):
                    yield site, value.partition(":")[0].strip()


def _descriptions(site: str) -> Iterator[bytes]:
    """The `entry_points.txt` files that mention the group."""
    try:
        with os.scandir(site or ".") as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith((".dist-info", ".egg-info")))
    except OSError:
        return
    for name in names:
        try:
            with open(f"{site}/{name}/entry_points.txt", "rb") as stream:  # noqa: PTH123 - hundreds of them
                text = stream.read()
        except OSError:
            continue
        if _MARK in text:
            yield text
