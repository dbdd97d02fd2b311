"""What is behind a descriptor, seen on our own copy of it: nothing is sent, read or moved."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath
from typing import Any


class Sort(Enum):
    """What the kernel object is."""

    CONNECTION = "connection"
    LISTENER = "listener"
    PAIR = "socket pair"
    SOCKET = "unconnected socket"
    DATAGRAMS = "datagram socket"
    PIPE = "pipe"
    EPOLL = "epoll"
    EVENTFD = "eventfd"
    TIMERFD = "timerfd"
    INOTIFY = "inotify"
    READ = "file open for reading"
    WRITTEN = "file open for writing"
    APPENDED = "file open for appending"
    DATABASE = "database file"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Nature:
    """A sort, and which one: the peer's address, the file's path."""

    sort: Sort
    name: str = ""


_ANONYMOUS = {
    "eventpoll": Sort.EPOLL,
    "eventfd": Sort.EVENTFD,
    "timerfd": Sort.TIMERFD,
    "inotify": Sort.INOTIFY,
}
_DATABASES = (b"SQLite format 3\0",)
_BESIDE = ("-wal", "-shm", "-journal")


def database_of(nature: Nature) -> str:
    """The database that a file beside it belongs to; empty for anything else."""
    beside = nature.sort is Sort.DATABASE and nature.name.endswith(_BESIDE)
    return nature.name.rpartition("-")[0] if beside else ""


def nature(told: dict[str, Any], ours: int) -> Nature:
    """What the agent told of a descriptor, and what our copy shows (-1 for none)."""
    if told["type"] == "socket":
        return _of_socket(ours) if ours >= 0 else Nature(Sort.CONNECTION)
    if told["type"] == "pipe":
        return Nature(Sort.PIPE)
    if told["type"] == "file":
        return _of_file(told, ours)
    for word, sort in _ANONYMOUS.items():
        if told["link"].startswith("anon_inode:") and word in told["link"]:
            return Nature(sort)
    return Nature(Sort.OTHER, told["link"])


def _of_socket(ours: int) -> Nature:
    try:
        with socket.socket(fileno=os.dup(ours)) as copy:
            return _asked(copy)
    except OSError:
        return Nature(Sort.OTHER)


def _asked(copy: socket.socket) -> Nature:
    if copy.type == socket.SOCK_DGRAM:
        return Nature(Sort.DATAGRAMS, _peer_name(copy))
    if _option(copy, "SO_ACCEPTCONN"):
        return Nature(Sort.LISTENER, _address(copy.getsockname()))
    try:
        peer = copy.getpeername()
    except OSError:
        return Nature(Sort.SOCKET)
    if copy.family == socket.AF_UNIX:
        named = _address(peer) or _address(copy.getsockname())
        return Nature(Sort.CONNECTION, named) if named else Nature(Sort.PAIR)
    return Nature(Sort.CONNECTION, _address(peer))


def _peer_name(copy: socket.socket) -> str:
    try:
        return _address(copy.getpeername())
    except OSError:
        return ""


def _option(copy: socket.socket, name: str) -> bool:
    number = getattr(socket, name, None)
    try:
        return number is not None and bool(copy.getsockopt(socket.SOL_SOCKET, number))
    except OSError:
        return False


def _address(address: object) -> str:
    if isinstance(address, tuple):
        host, port = address[:2]
        return f"[{host}]:{port}" if ":" in str(host) else f"{host}:{port}"
    if isinstance(address, bytes):
        text = address.decode("utf-8", "replace")
        return text.replace("\0", "@", 1)
    return str(address)


def _of_file(told: dict[str, Any], ours: int) -> Nature:
    name = told["link"]
    if _is_database(name, ours):
        return Nature(Sort.DATABASE, name)
    flags = _flags(told.get("information", ""))
    if not flags & (os.O_WRONLY | os.O_RDWR):
        return Nature(Sort.READ, name)
    return Nature(Sort.APPENDED if flags & os.O_APPEND else Sort.WRITTEN, name)


def _flags(information: str) -> int:
    line = next((line for line in information.splitlines() if line.startswith("flags:")), "flags: 0")
    return int(line.split()[1], 8)


def _is_database(name: str, ours: int) -> bool:
    if PurePath(name).name.endswith(_BESIDE):
        return True
    try:
        return ours >= 0 and os.pread(ours, 16, 0).startswith(_DATABASES)
    except OSError:
        return False
