"""Run as a program: `python web_server.py PORT`. HTTP on loopback and connections that stay open; datagrams, too.

A request is answered with the token that it holds (`w0r7`, `mr0`; in its target or its body), and it is remembered.

- `PUT /answers/PREFIX` teaches what requests below a prefix get: JSON with `body`, `status` and `headers`, in which
  `%TOKEN%` stands for the token.
- `GET /seen/TEXT` answers with `TEXT` once a request or a datagram with it has come, or with nothing after two seconds.
- `GET /last/TEXT` answers with the last request or datagram that has it, for whoever writes a recipe.
- `GET /count/TEXT` answers with the number of times that it has come.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import threading
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from socketserver import BaseRequestHandler, ThreadingUDPServer
from typing import Any
from urllib.parse import unquote

REMEMBERED = 5000
SECONDS = 2.0
UNPACK: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.decompress, "deflate": zlib.decompress}
TOKEN = re.compile(r"(?:w\d+|m)r\d+")

answers: dict[str, dict[str, Any]] = {}
seen: deque[str] = deque(maxlen=REMEMBERED)
came = threading.Condition()


def remember(text: str) -> None:
    """Tell those who wait."""
    with came:
        seen.append(text)
        came.notify_all()


def last(text: str, seconds: float) -> str:
    """What has come last with this text; empty if nothing has in time."""
    with came:
        came.wait_for(lambda: any(text in one for one in seen), seconds)
        return next((one for one in reversed(seen) if text in one), "")


def count(text: str) -> int:
    """How often this text has come: several events may be in one request."""
    with came:
        return sum(one.count(text) for one in seen)


class Web(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def _request(self) -> None:
        target, body = unquote(self.path), self._body()
        kind, _, rest = target[1:].partition("/")
        if kind == "answers":
            answers["/" + rest] = json.loads(body)
            self._say({})
        elif kind == "seen":
            self._say({"body": rest if last(rest, SECONDS) else ""})
        elif kind == "last":
            self._say({"body": last(rest, 0)})
        elif kind == "count":
            self._say({"body": str(count(rest))})
        else:
            text = f"{self.command} {target}\n{self.headers}\n{body}"
            remember(text)
            found = TOKEN.search(f"{target} {body}")
            below = max((prefix for prefix in answers if target.startswith(prefix)), key=len, default="")
            self._say(answers.get(below, {"body": "%TOKEN%"}), found[0] if found else "")

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _request

    def _say(self, answer: dict[str, Any], token: str = "") -> None:
        body = answer.get("body", "")
        text = body if isinstance(body, str) else json.dumps(body)
        data = text.replace("%TOKEN%", token).encode()
        self.send_response(answer.get("status", 200))
        for name, value in answer.get("headers", {"Content-Type": "application/json"}).items():
            self.send_header(name, value.replace("%TOKEN%", token))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)
        self.wfile.flush()

    def _body(self) -> str:
        if self.headers.get("Transfer-Encoding", "") == "chunked":
            data = b"".join(_chunks(self.rfile))
        else:
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        unpacked = UNPACK.get(self.headers.get("Content-Encoding", ""), bytes)(data)
        return unpacked.decode("utf-8", "replace")

    def log_message(self, *_: object) -> None:
        """Nothing."""


def _chunks(stream: BufferedIOBase) -> Iterator[bytes]:
    while size := int(stream.readline().split(b";")[0], 16):
        yield stream.read(size)
        stream.readline()
    while stream.readline().strip():
        pass


class Datagram(BaseRequestHandler):
    """One datagram."""

    def handle(self) -> None:
        """Remember it."""
        remember(self.request[0].decode("utf-8", "replace"))


if __name__ == "__main__":
    where = ("127.0.0.1", int(sys.argv[1]))
    datagrams = ThreadingUDPServer(where, Datagram)
    threading.Thread(target=datagrams.serve_forever, daemon=True).start()
    ThreadingHTTPServer.request_queue_size = 128
    ThreadingHTTPServer(where, Web).serve_forever()
