"""What a run leaves behind, counted by plain means, without anything of forklint: before it, after it, the difference.

    before = census(token, [folder])
    run a program with the variable MARK=token in its environment
    assert not left_behind(before, token, [folder])

The mark is inherited: a process that left its session and lost its parent still carries it. One that was started with
an emptied environment does not; `adopting()` makes such orphans descendants of this process, so that they are found:

    with adopting() as collect:
        ...
        assert not left_behind(before, token, [folder], collect=collect)
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil

MARK = "HOSTILE_MARK"
QUIET_LOOKS = 5
_LISTEN = "0A"
PR_SET_CHILD_SUBREAPER, PR_GET_CHILD_SUBREAPER = 36, 37


@dataclass(frozen=True, slots=True)
class Process:
    """One process; the same only if it started at the same time, since pids are used again."""

    pid: int
    started: float
    """Seconds since the epoch."""
    what: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Census:
    """What there is at one moment. An empty one is false."""

    processes: frozenset[Process] = frozenset()
    descriptors: frozenset[tuple[int, str]] = frozenset()
    """Number and target of the open descriptors of this process."""
    files: frozenset[str] = frozenset()
    sockets: frozenset[tuple[int, str]] = frozenset()
    """Inode and address of Unix sockets, and of TCP sockets that listen, of all processes."""

    def __bool__(self) -> bool:
        return bool(self.processes or self.descriptors or self.files or self.sockets)

    def __sub__(self, other: Census) -> Census:
        return Census(
            self.processes - other.processes,
            self.descriptors - other.descriptors,
            self.files - other.files,
            self.sockets - other.sockets,
        )


def census(token: str, folders: Iterable[Path] = ()) -> Census:
    """What there is now: processes that carry the mark or descend from this one, and the rest."""
    processes = frozenset(found for process in _ours(token) if (found := _described(process)))
    return Census(processes, _descriptors(), _files(folders), _unix_sockets() | _listening())


def left_behind(
    before: Census,
    token: str,
    folders: Iterable[Path] = (),
    grace: float = 2.0,
    collect: Callable[[], None] = lambda: None,
) -> Census:
    """What is there that was not there before, and does not go away within `grace` seconds.

    Sockets that only processes without the mark hold are somebody else's, and are left out. With any grace several
    looks in a row have to find nothing: a process that forks and ends all the time is missed by one look now and then.
    """
    folders = list(folders)
    deadline = time.monotonic() + grace
    looks: list[Census] = []
    while True:
        collect()
        looks.append(_new(before, token, folders))
        if not any(looks[-QUIET_LOOKS:]) and (len(looks) >= QUIET_LOOKS or not grace):
            return Census()
        if looks[-1] and time.monotonic() >= deadline:
            return _lasting(looks)
        time.sleep(0.02)


def marked(token: str) -> list[psutil.Process]:
    """The processes whose environment carries the mark; this one never counts."""
    return [process for process in psutil.process_iter() if process.pid != os.getpid() and _carries(process, token)]


def end_marked(token: str, deadline: float = 10.0) -> None:
    """Kill what carries the mark, with its process group: a process that forks on and on is outrun only by its group.

    Such a process is missed by a look now and then, so several in a row have to find nothing.
    """
    end = time.monotonic() + deadline
    quiet = 0
    while quiet < QUIET_LOOKS:
        found = [process for process in marked(token) if _status(process) != psutil.STATUS_ZOMBIE]
        assert time.monotonic() < end, f"cannot end {found}"
        quiet = 0 if found else quiet + 1
        for process in found:
            _kill(process)


@contextlib.contextmanager
def adopting() -> Iterator[Callable[[], None]]:
    """Orphans below this process become its children, whatever their environment. Linux only.

    Gives a function that collects those that ended, as the system's first process would have done. Only for programs
    that the caller started inside and waited for: a child that it still wants to wait for would be collected too.
    """
    system = ctypes.CDLL(None, use_errno=True)
    was = ctypes.c_int()
    assert system.prctl(PR_GET_CHILD_SUBREAPER, ctypes.byref(was), 0, 0, 0) == 0, "no prctl(2)"
    known = {child.pid for child in psutil.Process().children()}
    assert system.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    try:
        yield lambda: _collect(known)
    finally:
        _collect(known)
        system.prctl(PR_SET_CHILD_SUBREAPER, was.value, 0, 0, 0)


def _collect(known: set[int]) -> None:
    for child in psutil.Process().children():
        if child.pid not in known and _status(child) == psutil.STATUS_ZOMBIE:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(child.pid, os.WNOHANG)


def _lasting(looks: list[Census]) -> Census:
    """The last look that found something. A socket that some look did not find is a neighbour's that came and went."""
    last = next(look for look in reversed(looks) if look)
    return replace(last, sockets=frozenset.intersection(*(look.sockets for look in looks)))


def end(processes: Iterable[Process]) -> None:
    """Kill them."""
    for process in processes:
        with contextlib.suppress(psutil.Error):
            found = psutil.Process(process.pid)
            if found.create_time() == process.started:
                found.kill()


def _new(before: Census, token: str, folders: list[Path]) -> Census:
    left = census(token, folders) - before
    foreign = _held_elsewhere(token) if left.sockets else frozenset()
    sockets = frozenset(one for one in left.sockets if one[0] not in foreign)
    return Census(left.processes, left.descriptors, left.files, sockets)


def _ours(token: str) -> dict[psutil.Process, None]:
    below = psutil.Process().children(recursive=True)
    return dict.fromkeys([*below, *marked(token)])


def _carries(process: psutil.Process, token: str) -> bool:
    try:
        return bool(process.environ().get(MARK) == token)
    except (psutil.Error, OSError):  # it ended, or is another user's
        return False


def _described(process: psutil.Process) -> Process | None:
    try:
        status, command = process.status(), process.cmdline()
    except psutil.ZombieProcess:
        status, command = psutil.STATUS_ZOMBIE, []
    except psutil.Error:  # it ended
        return None
    return Process(process.pid, process.create_time(), f"{status}: {' '.join(command)}"[:200])


def _status(process: psutil.Process) -> str:
    try:
        return str(process.status())
    except psutil.Error:
        return "ended"


def _kill(process: psutil.Process) -> None:
    with contextlib.suppress(ProcessLookupError, psutil.Error, PermissionError):
        group = os.getpgid(process.pid)
        process.kill()
        if group != os.getpgid(0):
            os.killpg(group, signal.SIGKILL)


def _descriptors(pid: int | str = "self") -> frozenset[tuple[int, str]]:
    folder = Path("/proc") / str(pid) / "fd"
    if not sys.platform.startswith("linux"):
        folder = Path("/dev/fd")
    found = set()
    for path in folder.iterdir():
        with contextlib.suppress(OSError):  # the descriptor that lists the folder is closed by now
            found.add((int(path.name), str(path.readlink())))
    return frozenset(found)


def _files(folders: Iterable[Path]) -> frozenset[str]:
    return frozenset(str(path) for folder in folders for path in folder.rglob("*"))


def _unix_sockets() -> frozenset[tuple[int, str]]:
    table = Path("/proc/net/unix")
    if not table.exists():
        return frozenset()
    rows = [line.split(None, 7) for line in table.read_text(encoding="utf-8", errors="replace").splitlines()[1:]]
    return frozenset((int(row[6]), row[7] if len(row) > 7 else "") for row in rows if row[6] != "0")


def _listening() -> frozenset[tuple[int, str]]:
    """https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html"""
    tables = (table for table in map(Path, ("/proc/net/tcp", "/proc/net/tcp6")) if table.exists())
    rows = [line.split() for table in tables for line in table.read_text(encoding="ascii").splitlines()[1:]]
    return frozenset((int(row[9]), f"tcp {row[1]}") for row in rows if row[3] == _LISTEN)


def _held_elsewhere(token: str) -> frozenset[int]:
    """Inodes of the sockets of processes that are neither this one, nor below it, nor marked."""
    ours = {process.pid for process in _ours(token)} | {os.getpid()}
    inodes: set[int] = set()
    for pid in psutil.pids():
        if pid not in ours:
            with contextlib.suppress(OSError):
                inodes.update(_socket_inodes(pid))
    return frozenset(inodes)


def _socket_inodes(pid: int) -> Iterator[int]:
    for _, target in _descriptors(pid):
        if target.startswith("socket:["):
            yield int(target[len("socket:[") : -1])
