"""Messages to the supervisor: JSON in datagrams over a Unix socket, descriptors beside them.

A datagram is a header (token, process, message number, part, number of parts) and a piece of the message. The socket is
made anew where the application has closed it, so nothing of the application's doing can cut the line for good.
"""

from __future__ import annotations

import _socket
import fcntl
import json
import os
import struct
from collections.abc import Callable
from typing import Any

HEADER = struct.Struct("!16sIIHH")
PIECE = 16_384
"""Bytes of a message in one datagram."""
BATCH = 200
"""Descriptors in one datagram; Linux allows 253."""
_NUMBERS = (1000, 250, 100, 30, 3)
"""From one of these on its descriptor's number is chosen, as the limit allows: the application's get theirs as ever."""


class Wire:
    """The agent's end. Safe to use after a fork: each process has its own numbers."""

    def __init__(self, address: str, token: str) -> None:
        self.silent = False
        """True in a process that is neither the master nor one of its workers: it has nothing to say."""
        self.opened: Callable[[], None] = lambda: None
        """Called when the application has closed the socket, and there is another."""
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self._token = token.encode()
        self._number = 0
        self._socket: _socket.socket | None = None
        self._inode = 0

    @property
    def descriptor(self) -> int:
        """The number of its descriptor, which is never the application's."""
        return self._connected().fileno()

    def send(self, kind: str, **fields: Any) -> None:
        """Send one message; quiet where the supervisor is gone, because then nobody listens any more."""
        if self.silent:
            return
        body = _encoded({"kind": kind, "pid": os.getpid(), **fields}).encode()
        pieces = [body[start : start + PIECE] for start in range(0, len(body), PIECE)] or [b""]
        number = self._next()
        for part, piece in enumerate(pieces):
            self._deliver(self._header(number, part, len(pieces)) + piece, ())

    def send_descriptors(self, numbers: list[int], owner: str) -> list[int]:
        """Send the descriptors themselves, so that the supervisor can compare them: `owner` names the snapshot.

        Returns those that could not be sent (an io_uring never can). One that a thread has closed meanwhile is none.
        """
        refused: list[int] = []
        if self.silent:
            return refused
        for start in range(0, len(numbers), BATCH):
            refused += self._send_batch(numbers[start : start + BATCH], owner)
        return refused

    def _send_batch(self, numbers: list[int], owner: str) -> list[int]:
        body = {"kind": "descriptors", "pid": os.getpid(), "owner": owner, "numbers": numbers}
        data = self._header(self._next(), 0, 1) + _encoded(body).encode()
        rights = (_socket.SOL_SOCKET, _socket.SCM_RIGHTS, b"".join(struct.pack("i", number) for number in numbers))
        try:
            self._deliver(data, (rights,), raising=True)
        except OSError:
            if len(numbers) == 1:
                return [number for number in numbers if _is_open(number)]
            half = len(numbers) // 2
            return self._send_batch(numbers[:half], owner) + self._send_batch(numbers[half:], owner)
        return []

    def _next(self) -> int:
        """A message keeps its number to its last part: a signal handler may send another one in between."""
        self._number += 1
        return self._number

    def _header(self, number: int, part: int, parts: int) -> bytes:
        return HEADER.pack(self._token, os.getpid() & 0xFFFFFFFF, number & 0xFFFFFFFF, part, parts)

    def _deliver(self, data: bytes, ancillary: tuple[Any, ...], raising: bool = False) -> None:
        try:
            end = self._connected()
            end.sendmsg([data], ancillary) if ancillary else end.send(data)
        except OSError:
            if raising:
                raise

    def _connected(self) -> _socket.socket:
        end = self._socket
        if end is not None and self._still_ours(end):
            return end
        if end is not None:
            end.detach()  # its number may be the application's by now: never close that
        self._socket = self._open()
        self._inode = os.fstat(self._socket.fileno()).st_ino
        if end is not None:
            self.opened()
        return self._socket

    def _still_ours(self, end: _socket.socket) -> bool:
        try:
            return os.fstat(end.fileno()).st_ino == self._inode
        except OSError:
            return False

    def _open(self) -> _socket.socket:
        low = _socket.socket(_socket.AF_UNIX, _socket.SOCK_DGRAM)
        end = _socket.socket(fileno=_moved(low.detach()))
        end.settimeout(None)  # whatever the application has made the default
        end.connect(self._address)
        return end


def _moved(number: int) -> int:
    """Out of the way, where the limit allows it."""
    for least in _NUMBERS:
        try:
            moved = fcntl.fcntl(number, fcntl.F_DUPFD_CLOEXEC, least)
        except OSError:
            continue
        os.close(number)
        return moved
    os.set_inheritable(number, False)
    return number


def _plain(value: object) -> str:
    """What is no data is named by its type: to ask it for a text would execute the application's code."""
    return f"<{type(value).__name__}>"


def _encoder() -> Callable[[Any], str]:
    """The encoder in C alone: what the standard library has around it uses builtins that applications replace."""
    make: Any = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return lambda value: json.dumps(value, default=_plain)
    encode = make(None, _plain, json.encoder.encode_basestring_ascii, None, ":", ",", False, False, True)
    return lambda value: "".join(encode(value, 0))


_encoded = _encoder()


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
