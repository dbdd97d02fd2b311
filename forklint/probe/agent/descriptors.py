"""Open descriptors and native tasks of this process, read cheaply enough to do it at every import."""

from __future__ import annotations

import os
import stat
import sys

LINUX = sys.platform.startswith("linux")
FOLDER = "/proc/self/fd" if LINUX else "/dev/fd"
TASKS = "/proc/self/task"
ALONE = 3
"""Links of the folder of tasks where there is a single one; systems without such a folder never say so."""


def identities() -> dict[int, tuple[int, int]]:
    """Number -> (device, inode) of every open descriptor."""
    found = {}
    for name in os.listdir(FOLDER):
        try:
            seen = os.fstat(int(name))
        except OSError:
            continue
        found[int(name)] = (seen.st_dev, seen.st_ino)
    return found


def tasks() -> set[int]:
    """Native thread ids of this process; empty where the system does not list them."""
    try:
        return {int(name) for name in os.listdir(TASKS)}
    except OSError:
        return set()


def task_name(task: int) -> str:
    """The name that the system has for a native thread."""
    try:
        with open(f"{TASKS}/{task}/comm", "rb") as stream:
            return stream.read().decode("utf-8", "replace").strip()
    except OSError:
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
    link = os.readlink(f"{FOLDER}/{number}") if LINUX else ""
    told: dict[str, object] = {"number": number, "link": link, "device": seen.st_dev, "inode": seen.st_ino}
    told["type"] = _type(seen.st_mode)
    if stat.S_ISREG(seen.st_mode):
        told["size"] = seen.st_size
    return told


def information(number: int) -> str:
    """`/proc/self/fdinfo`, which tells offset, flags and what an epoll watches; empty elsewhere."""
    try:
        with open(f"/proc/self/fdinfo/{number}", "rb") as stream:
            return stream.read(4096).decode("utf-8", "replace")
    except OSError:
        return ""


def _type(mode: int) -> str:
    for name, test in (("socket", stat.S_ISSOCK), ("file", stat.S_ISREG), ("pipe", stat.S_ISFIFO)):
        if test(mode):
            return name
    if stat.S_ISCHR(mode):
        return "device"
    return "folder" if stat.S_ISDIR(mode) else "other"
