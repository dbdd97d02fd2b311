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

_LARGEST = 1 << 17
"""Bytes of a datagram that are read; the agent's pieces are smaller."""


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
        self.diagnosis = b""
        """What `faulthandler` wrote: it knows no header."""

    def fileno(self) -> int:
        """For `select`."""
        return self._socket.fileno()

    def messages(self) -> Iterator[Message]:
        """All messages that have arrived whole; does not wait."""
        while True:
            try:
                data, ancillary, _, _ = self._socket.recvmsg(_LARGEST, socket.CMSG_SPACE(BATCH * 4))
            except OSError:
                return
            message = self._take(data, _received(ancillary))
            if message is not None:
                yield message

    def close(self) -> None:
        """Stop listening, and remove the socket's file where it has one."""
        self._socket.close()
        if not self.address.startswith("@"):
            Path(self.address).unlink(missing_ok=True)

    def _take(self, data: bytes, received: list[int]) -> Message | None:
        if data[:16] != self.token.encode():
            self.diagnosis = (self.diagnosis + data)[-65_536:]
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
    return Message(body.pop("kind"), body.pop("pid"), body, dict(zip(numbers, received, strict=False)))


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
    if sys.platform.startswith("linux"):
        return f"@forklint-{token}"
    return tempfile.mktemp(prefix="line-", dir=folder)  # noqa: S306 - the folder is ours alone
