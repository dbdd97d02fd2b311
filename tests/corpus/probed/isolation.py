"""Programs of others, executed without a way out: a network of their own, with loopback only."""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.services.service import Service

_NEW_NETWORK = 0x40000000
_SET_FLAGS, _UP = 0x8914, 0x1


def isolate() -> None:
    """Leave the machine's network, together with everything that is started from here.

    Raises:
        OSError: the kernel does not allow it; Linux does for root.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NETWORK):
        raise OSError(ctypes.get_errno(), f"no network of its own: {os.strerror(ctypes.get_errno())}")
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh", b"lo", _UP))


@contextmanager
def http() -> Iterator[Service]:
    """A server that answers every request with one JSON object, and keeps connections open."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Service("http", "127.0.0.1", server.server_port, "", "", "", os.getpid(), os.getpid(), "")
        finally:
            server.shutdown()
            thread.join()


# As Google's storage lists objects; other clients find none of their keys in it.
_ANSWER = b'{"kind": "storage#objects", "items": [{"name": "data/a", "bucket": "bucket", "size": "1"}]}'


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(_ANSWER)))
        self.end_headers()
        self.wfile.write(_ANSWER)

    do_POST = do_PUT = do_GET

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002 - so named by its class
        """Nobody reads it."""
