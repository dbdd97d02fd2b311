"""The supervisor's end of the line: datagrams in, messages and descriptors out."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import struct
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from forklint.probe.agent.wire import BATCH, HEADER

LINUX = sys.platform.startswith("linux")
_LARGEST = 1 << 17
"""Bytes of a datagram that are read; the agent's pieces are smaller."""
_KEPT = 65_536
"""Bytes of what `faulthandler` wrote that are kept, for each process."""
_PASSCRED, _CREDENTIALS = 16, 2
"""Linux tells with each datagram which process has sent it (`unix(7)`)."""
_ANCILLARY = socket.CMSG_SPACE(BATCH * 4) + socket.CMSG_SPACE(12)
NOBODY = 0
"""The process id where the system does not tell."""


@dataclass(frozen=True, slots=True)
class Message:
    """What an agent said, from which process; `descriptors` are our own copies of those that it sent along."""

    kind: str
    pid: int
    fields: dict[str, Any]
    descriptors: dict[int, int] = field(default_factory=dict)


class Channel:
    """A Unix datagram socket that only this probe's agents know."""

    def __init__(self, folder: str) -> None:
        self.token = secrets.token_hex(8)
        self._parts: dict[tuple[int, int], dict[int, bytes]] = {}
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.address = _address(folder, self.token)
        with contextlib.suppress(OSError):
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self._socket.bind("\0" + self.address[1:] if self.address.startswith("@") else self.address)
        self._socket.setblocking(False)
        if LINUX:
            self._socket.setsockopt(socket.SOL_SOCKET, _PASSCRED, 1)
        self.diagnoses: dict[int, bytes] = {}
        """Process id -> what `faulthandler` wrote there: it knows no header, and writes piece by piece."""

    def fileno(self) -> int:
        """For `select`."""
        return self._socket.fileno()

    def messages(self) -> Iterator[Message]:
        """All messages that have arrived whole; does not wait."""
        while True:
            try:
                data, ancillary, _, _ = self._socket.recvmsg(_LARGEST, _ANCILLARY)
            except OSError:
                return
            message = self._take(data, _sender(ancillary), _received(ancillary))
            if message is not None:
                yield message

    def close(self) -> None:
        """Stop listening, and remove the socket's file where it has one."""
        self._socket.close()
        if not self.address.startswith("@"):
            Path(self.address).unlink(missing_ok=True)

    def _take(self, data: bytes, sender: int, received: list[int]) -> Message | None:
        if data[:16] != self.token.encode():
            self.diagnoses[sender] = (self.diagnoses.get(sender, b"") + data)[-_KEPT:]
            _close(received)
            return None
        _, pid, number, part, parts = HEADER.unpack_from(data)
        pieces = self._parts.setdefault((pid, number), {})
        pieces[part] = data[HEADER.size :]
        if len(pieces) < parts:
            return None
        del self._parts[pid, number]
        body = b"".join(pieces[index] for index in range(parts))
        return _message(json.loads(body), received)


def _message(body: dict[str, Any], received: list[int]) -> Message:
    numbers = body.get("numbers", []) if body["kind"] == "descriptors" else []
    _close(received[len(numbers) :])
    return Message(body.pop("kind"), body.pop("pid"), body, dict(zip(numbers, received, strict=False)))


def _sender(ancillary: list[tuple[int, int, bytes]]) -> int:
    found = (data for level, kind, data in ancillary if (level, kind) == (socket.SOL_SOCKET, _CREDENTIALS))
    return next((int(struct.unpack_from("i", data)[0]) for data in found), NOBODY)


def _received(ancillary: list[tuple[int, int, bytes]]) -> list[int]:
    found: list[int] = []
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            found += struct.unpack(f"{len(data) // 4}i", data[: len(data) // 4 * 4])
    for number in found:
        os.set_inheritable(number, False)
    return found


def _close(numbers: list[int]) -> None:
    for number in numbers:
        with contextlib.suppress(OSError):
            os.close(number)


def _address(folder: str, token: str) -> str:
    """Linux has names without a file; elsewhere a file in the probe's own folder."""
    if LINUX:
        return f"@forklint-{token}"
    return tempfile.mktemp(prefix="line-", dir=folder)  # noqa: S306 - the folder is ours alone
