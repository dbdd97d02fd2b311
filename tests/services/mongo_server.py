"""Run as a program: `python mongo_server.py PORT`. Speaks MongoDB's wire protocol on loopback, as far as drivers ask.

`find` answers with one document, made of what the filter says (`{"_id": "w0r7"}`); `ping` and every other command
answer `ok` and, in `echo`, the value of the command's name. Nothing is kept.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

OP_REPLY, OP_QUERY, OP_MSG = 1, 2004, 2013
MORE_TO_COME, SECTION = 2, b"\x00"
HELLO = {
    "isWritablePrimary": True, "ismaster": True, "helloOk": True, "maxBsonObjectSize": 16777216,
    "maxMessageSizeBytes": 48000000, "maxWriteBatchSize": 100000, "minWireVersion": 0, "maxWireVersion": 25,
    "logicalSessionTimeoutMinutes": 30, "readOnly": False,
}  # fmt: skip


def read(data: bytes, at: int = 0) -> dict[str, Any]:
    """A document: what a command needs of it, the rest as raw bytes."""
    return dict(_entries(data, at + 4, at + struct.unpack_from("<i", data, at)[0] - 1))


def _entries(data: bytes, at: int, end: int) -> Iterator[tuple[str, Any]]:
    while at < end:
        kind, stop = data[at], data.index(b"\0", at)
        name, at = data[at + 1 : stop].decode(), stop + 1
        size = _size(kind, data, at)
        yield name, _value(kind, data[at : at + size])
        at += size


def _size(kind: int, data: bytes, at: int) -> int:
    if kind in (2, 13, 14):  # texts
        return 4 + int(struct.unpack_from("<i", data, at)[0])
    if kind in (3, 4):  # document, array
        return int(struct.unpack_from("<i", data, at)[0])
    if kind == 5:  # bytes
        return 5 + int(struct.unpack_from("<i", data, at)[0])
    if kind == 11:  # regular expression
        return data.index(b"\0", data.index(b"\0", at) + 1) + 1 - at
    return {1: 8, 7: 12, 8: 1, 9: 8, 16: 4, 17: 8, 18: 8, 19: 16}.get(kind, 0)


def _value(kind: int, raw: bytes) -> Any:
    if kind == 2:
        return raw[4:-1].decode()
    if kind in (3, 4):
        return read(raw)
    if kind == 8:
        return raw != b"\0"
    if kind in (16, 18):
        return int.from_bytes(raw, "little", signed=True)
    return struct.unpack("<d", raw)[0] if kind == 1 else raw


def write(document: dict[str, Any]) -> bytes:
    """As BSON."""
    data = b"".join(_entry(name, value) for name, value in document.items())
    return struct.pack("<i", len(data) + 5) + data + b"\0"


def _entry(name: str, value: Any) -> bytes:
    kind, data = _written(value)
    return bytes([kind]) + name.encode() + b"\0" + data


def _written(value: Any) -> tuple[int, bytes]:
    if isinstance(value, bool):
        return 8, bytes([value])
    if isinstance(value, int):
        return (16, struct.pack("<i", value)) if abs(value) < 2**31 else (18, struct.pack("<q", value))
    if isinstance(value, float):
        return 1, struct.pack("<d", value)
    if isinstance(value, str):
        text = value.encode() + b"\0"
        return 2, struct.pack("<i", len(text)) + text
    if isinstance(value, list):
        return 4, write({str(number): one for number, one in enumerate(value)})
    if isinstance(value, dict):
        return 3, write(value)
    return 10, b""


def answer(command: dict[str, Any]) -> dict[str, Any]:
    """What a command gets."""
    name, value = next(iter(command.items()))
    if name.lower() in ("hello", "ismaster"):
        return {**HELLO, "ok": 1.0}
    if name == "find":
        wanted = {key: one for key, one in command.get("filter", {}).items() if isinstance(one, str | int | float)}
        cursor = {"id": 0, "ns": f"{command.get('$db')}.{value}", "firstBatch": [wanted]}
        return {"cursor": cursor, "ok": 1.0}
    return {"echo": value if isinstance(value, str | int | float) else None, "n": 1, "ok": 1.0}


class Mongo(StreamRequestHandler):
    """One connection."""

    disable_nagle_algorithm = True

    def handle(self) -> None:
        """Message by message."""
        while head := self.rfile.read(16):
            size, number, _, kind = struct.unpack("<iiii", head)
            body = self.rfile.read(size - 16)
            if kind == OP_QUERY:
                command = read(body, body.index(b"\0", 4) + 9)
                self._send(OP_REPLY, number, struct.pack("<iqii", 8, 0, 0, 1) + write(answer(command)))
            elif kind == OP_MSG and not struct.unpack_from("<i", body)[0] & MORE_TO_COME:
                command = read(body, 5) if body[4:5] == SECTION else {"": None}
                self._send(OP_MSG, number, struct.pack("<i", 0) + SECTION + write(answer(command)))

    def _send(self, kind: int, number: int, body: bytes) -> None:
        self.wfile.write(struct.pack("<iiii", len(body) + 16, 0, number, kind) + body)


class Server(ThreadingTCPServer):
    """Many connections at a time."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128


if __name__ == "__main__":
    Server(("127.0.0.1", int(sys.argv[1])), Mongo).serve_forever()
