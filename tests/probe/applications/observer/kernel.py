"""What the kernel says of processes: threads, descriptors, and whether two of them are one open file description."""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
from pathlib import Path

_KCMP = {"x86_64": 312, "aarch64": 272}
_KCMP_FILE = 0
_NOT_PERMITTED, _NOT_THERE = 1, 38


def tasks(pid: int | str = "self") -> set[str]:
    """The threads of a process; none where it has crashed."""
    with contextlib.suppress(FileNotFoundError):
        return {entry.name for entry in Path(f"/proc/{pid}/task").iterdir()}
    return set()


def descriptors(pid: int | str = "self") -> dict[int, str]:
    """Number -> what it leads to, of the open descriptors of a process; none where it has crashed."""
    found = {}
    with contextlib.suppress(FileNotFoundError):
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):  # the one that listed the folder is closed again
                found[int(entry.name)] = str(entry.readlink())
    return found


def same(pid: int, mine: int, theirs: int) -> bool:
    """Whether a descriptor of this process and one of another are one open file description.

    Raises:
        PermissionError: this machine does not say.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    result: int = libc.syscall(_KCMP[platform.machine()], os.getpid(), pid, _KCMP_FILE, mine, theirs)
    if result < 0 and ctypes.get_errno() in (_NOT_PERMITTED, _NOT_THERE):
        raise PermissionError(ctypes.get_errno(), "kcmp")
    return result == 0


def inherited(pid: int, opened: dict[int, str]) -> set[str]:
    """Which of these descriptors of this process the other one has, under whatever number."""
    theirs = descriptors(pid)
    return {name for mine, name in opened.items() if any(same(pid, mine, one) for one in theirs)}
