"""Open descriptors and native tasks of this process, read cheaply enough to do it at every import."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable

LINUX = sys.platform.startswith("linux")
FOLDER = "/proc/self/fd" if LINUX else "/dev/fd"
TASKS = "/proc/self/task"
_LEAST, _MOST = 1100, 65_536
"""Numbers that are tried where they cannot be listed; the agent's own is above 1000."""
ALONE = 3
"""Links of the folder of tasks where there is a single one; systems without such a folder never say so."""


def identities() -> dict[int, tuple[int, int]]:
    """Number -> (device, inode) of every open descriptor."""
    found = {}
    for number in _numbers():
        try:
            seen = os.fstat(number)
        except OSError:
            continue
        found[number] = (seen.st_dev, seen.st_ino)
    return found


def _numbers() -> Iterable[int]:
    """Those that are listed; all that there could be where the application lets no folder be opened."""
    try:
        return [int(name) for name in os.listdir(FOLDER)]
    except Exception:
        return range(min(max(os.sysconf("SC_OPEN_MAX"), _LEAST), _MOST))


def tasks() -> set[int]:
    """Native thread ids of this process; empty where the system does not list them."""
    try:
        return {int(name) for name in os.listdir(TASKS)}
    except Exception:  # an audit hook of the application's may raise anything
        return set()


def task_name(task: int) -> str:
    """The name that the system has for a native thread."""
    try:
        with open(f"{TASKS}/{task}/comm", "rb") as stream:
            return stream.read().decode("utf-8", "replace").strip()
    except Exception:
        return ""


def glance() -> tuple[int, int]:
    """Two numbers that change with the number of descriptors and of threads, for two system calls (Linux 6.2+).

    Elsewhere the size of the folder is always 0: then the descriptors are counted.
    """
    if not LINUX:
        return (len(os.listdir(FOLDER)), 0)
    size = os.stat(FOLDER).st_size
    return (size or len(os.listdir(FOLDER)), os.stat(TASKS).st_nlink)


def describe(number: int) -> dict[str, object]:
    """What a descriptor is: the name that the system gives it, its identity, type, offset and flags."""
    seen = os.fstat(number)
    link = _link(number)
    told: dict[str, object] = {"number": number, "link": link, "device": seen.st_dev, "inode": seen.st_ino}
    told["type"] = _type(seen.st_mode)
    if stat.S_ISREG(seen.st_mode):
        told["size"] = seen.st_size
    return told


def _link(number: int) -> str:
    try:
        return os.readlink(f"{FOLDER}/{number}") if LINUX else ""
    except OSError:  # a process that has changed its user may not be let in there
        return ""


def information(number: int) -> str:
    """`/proc/self/fdinfo`, which tells offset, flags and what an epoll watches; empty elsewhere."""
    try:
        with open(f"/proc/self/fdinfo/{number}", "rb") as stream:
            return stream.read(4096).decode("utf-8", "replace")
    except Exception:
        return ""


def _type(mode: int) -> str:
    for name, test in (("socket", stat.S_ISSOCK), ("file", stat.S_ISREG), ("pipe", stat.S_ISFIFO)):
        if test(mode):
            return name
    if stat.S_ISCHR(mode):
        return "device"
    return "folder" if stat.S_ISDIR(mode) else "other"
