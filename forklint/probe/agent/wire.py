"""Messages to the supervisor: JSON in datagrams over a Unix socket, descriptors beside them.

A datagram is a header (token, process, message number, part, number of parts) and a piece of the message. The socket is
made anew where the application has closed it, so nothing of the application's doing can cut the line for good.
"""

from __future__ import annotations

import _socket
import json
import os
import struct
from typing import Any

HEADER = struct.Struct("!16sIIHH")
PIECE = 16_384
"""Bytes of a message in one datagram."""
BATCH = 200
"""Descriptors in one datagram; Linux allows 253."""


class Wire:
    """The agent's end. Safe to use after a fork: each process has its own numbers."""

    def __init__(self, address: str, token: str) -> None:
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
        body = json.dumps({"kind": kind, "pid": os.getpid(), **fields}, default=str, separators=(",", ":")).encode()
        pieces = [body[start : start + PIECE] for start in range(0, len(body), PIECE)] or [b""]
        number = self._next()
        for part, piece in enumerate(pieces):
            self._deliver(self._header(number, part, len(pieces)) + piece, ())

    def send_descriptors(self, numbers: list[int], owner: str) -> list[int]:
        """Send the descriptors themselves, so that the supervisor can compare them: `owner` names the snapshot.

        Returns those that could not be sent (an io_uring never can).
        """
        refused: list[int] = []
        for start in range(0, len(numbers), BATCH):
            refused += self._send_batch(numbers[start : start + BATCH], owner)
        return refused

    def _send_batch(self, numbers: list[int], owner: str) -> list[int]:
        body = {"kind": "descriptors", "pid": os.getpid(), "owner": owner, "numbers": numbers}
        data = self._header(self._next(), 0, 1) + json.dumps(body).encode()
        rights = (_socket.SOL_SOCKET, _socket.SCM_RIGHTS, b"".join(struct.pack("i", number) for number in numbers))
        try:
            self._deliver(data, (rights,), raising=True)
        except OSError:
            if len(numbers) == 1:
                return list(numbers)
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
            self._connected().sendmsg([data], ancillary)
        except OSError:
            if raising:
                raise

    def _connected(self) -> _socket.socket:
        end = self._socket
        if end is not None and self._still_ours(end):
            return end
        if end is not None:
            end.detach()  # its number may be the application's by now: never close that
        self._socket = end = self._open()
        self._inode = os.fstat(end.fileno()).st_ino
        return end

    def _still_ours(self, end: _socket.socket) -> bool:
        try:
            return os.fstat(end.fileno()).st_ino == self._inode
        except OSError:
            return False

    def _open(self) -> _socket.socket:
        end = _socket.socket(_socket.AF_UNIX, _socket.SOCK_DGRAM)
        os.set_inheritable(end.fileno(), False)
        end.connect(self._address)
        return end
