"""Sends requests over HTTP, each on a connection of its own, so that every worker gets its part of them."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from types import TracebackType

import urllib3
from urllib3 import exceptions

from forklint.model.stress import Answer
from forklint.stress.request import Ask

HOST = "localhost"
"""Every server is told the same name: an application may write addresses into its answers."""
LONGEST = 65_536
"""Characters of a body that are kept; of the rest, its hash."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what it brought."""

    ask: Ask
    answer: Answer
    seconds: float


class Client:
    """Speaks to one server; threads may share it."""

    def __init__(self, port: int, concurrency: int, seconds: float) -> None:
        self._port = port
        self._pool = urllib3.HTTPConnectionPool(
            "127.0.0.1", port, maxsize=concurrency, timeout=seconds, retries=False
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.close()

    def send(self, ask: Ask) -> Exchange:
        """Never raises for what the server does."""
        began = time.monotonic()
        answer = self._answer(ask)
        return Exchange(ask, answer, time.monotonic() - began)

    def _answer(self, ask: Ask) -> Answer:
        headers = {"Host": HOST, "User-Agent": "forklint", "Connection": "close", **dict(ask.headers)}
        try:
            response = self._pool.urlopen(
                ask.method, ask.path, ask.body or None, headers, redirect=False, preload_content=False
            )
        except exceptions.TimeoutError:
            return Answer(trouble="timed out")
        except exceptions.HTTPError:
            return Answer(trouble="no answer")
        try:
            return Answer(response.status, self._text(response.read()))
        except exceptions.TimeoutError:
            return Answer(response.status, trouble="timed out")
        except exceptions.HTTPError:
            return Answer(response.status, trouble="cut off")
        finally:
            response.close()

    def _text(self, body: bytes) -> str:
        """Different bytes stay different; the port, which no two servers share, is left out."""
        text = body.decode("utf-8", "backslashreplace").replace(f":{self._port}", ":PORT")
        if len(text) <= LONGEST:
            return text
        return f"{text[:LONGEST]} ({len(body)} bytes, SHA-256 {hashlib.sha256(body).hexdigest()})"
