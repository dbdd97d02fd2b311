"""What memory this process has, as Linux tells it. https://docs.kernel.org/filesystems/proc.html"""

from __future__ import annotations

import os

_FILES = ("/proc/self/smaps_rollup", "/proc/self/smaps")
"""The first has the sums (Linux 4.14 and newer), the second what is to be summed."""
_PARTS = {b"Private_Clean:": "uss", b"Private_Dirty:": "uss", b"Pss:": "pss", b"Rss:": "rss"}
_KIB = 1024


def occupied() -> dict[str, int] | None:
    """Bytes: `uss`, what this process alone has; `pss`, with its part of what several have; `rss`, all that it sees.

    None where the system does not tell. As little as possible is allocated: it would be measured too.
    """
    for file in _FILES:
        try:
            return _summed(_content(file))
        except OSError:
            continue
    return None


def _content(file: str) -> bytes:
    descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
    try:
        parts = []
        while part := os.read(descriptor, 65_536):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _summed(content: bytes) -> dict[str, int]:
    found = {"uss": 0, "pss": 0, "rss": 0}
    for line in content.splitlines():
        words = line.split()
        name = _PARTS.get(words[0])
        if name is not None:
            found[name] += int(words[1]) * _KIB
    return found
