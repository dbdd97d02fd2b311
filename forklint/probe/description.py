"""Are two descriptors the same open file description? From the exact question down to an inference."""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import sys
from dataclasses import dataclass
from enum import Enum

_DUPFD_QUERY = 1027
_KCMP = {"x86_64": 312, "aarch64": 272, "riscv64": 272, "ppc64le": 354, "s390x": 343}


class Method(Enum):
    """How sure the answer is, surest first."""

    QUERY = "F_DUPFD_QUERY"
    """`fcntl` on descriptors that were sent back (Linux 6.10 and newer). Exact, and allowed in containers."""
    KCMP = "kcmp"
    """`kcmp(2)`. Exact; containers without CAP_SYS_PTRACE refuse it."""
    INODE = "inode"
    """Exact for sockets and pipes, each of which has an inode of its own; says nothing of anything else."""
    SNAPSHOT = "snapshot"
    """Same number and same name in both processes: it may have been opened anew."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether it is the same, and how we know."""

    same: bool
    method: Method


@dataclass(frozen=True, slots=True)
class Copy:
    """A descriptor of another process: what was told of it, and our own copy (-1 where none could be sent)."""

    number: int
    identity: tuple[int, int]
    link: str
    type: str
    ours: int = -1


def compare(one: Copy, other: Copy, methods: frozenset[Method] = frozenset(Method)) -> Answer:
    """The first method that can tell, tells."""
    if one.ours >= 0 and other.ours >= 0:
        for method, ask in ((Method.QUERY, _query), (Method.KCMP, _kcmp)):
            same = ask(one.ours, other.ours) if method in methods else None
            if same is not None:
                return Answer(same, method)
    if one.type == other.type and one.type in ("socket", "pipe"):
        return Answer(one.identity == other.identity, Method.INODE)
    same = (one.number, one.identity, one.link) == (other.number, other.identity, other.link)
    return Answer(same, Method.SNAPSHOT)


def best(methods: frozenset[Method] = frozenset(Method)) -> Method:
    """The surest method that works here."""
    read, write = os.pipe()
    try:
        if Method.QUERY in methods and _query(read, write) is not None:
            return Method.QUERY
        if Method.KCMP in methods and _kcmp(read, write) is not None:
            return Method.KCMP
    finally:
        os.close(read)
        os.close(write)
    return Method.INODE


def _query(one: int, other: int) -> bool | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        return fcntl.fcntl(one, _DUPFD_QUERY, other) == 1
    except OSError:
        return None


def _kcmp(one: int, other: int) -> bool | None:
    number = _KCMP.get(platform.machine()) if sys.platform.startswith("linux") else None
    if number is None:
        return None
    ours = os.getpid()
    library = ctypes.CDLL(None, use_errno=True)
    result = library.syscall(number, ours, ours, 0, ctypes.c_ulong(one), ctypes.c_ulong(other))
    return None if result < 0 else bool(result == 0)
