"""Sends requests over HTTP, each on a connection of its own, so that every worker gets its part of them."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, replace

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


def send(ask: Ask, port: int, seconds: float) -> Exchange:
    """Never raises for what the server does."""
    began = time.monotonic()
    with urllib3.HTTPConnectionPool("127.0.0.1", port, timeout=seconds, retries=False) as alone:
        answer = _answer(ask, alone)
    text = answer.body.replace(f":{port}", ":PORT")  # no two servers share it
    return Exchange(ask, replace(answer, body=text), time.monotonic() - began)


def _answer(ask: Ask, pool: urllib3.HTTPConnectionPool) -> Answer:
    headers = {"Host": HOST, "User-Agent": "forklint", "Connection": "close", **dict(ask.headers)}
    status = 0
    try:
        response = pool.urlopen(ask.method, ask.path, ask.body or None, headers, redirect=False, preload_content=False)
        status = response.status
        return Answer(status, _text(response.read()))
    except exceptions.TimeoutError:
        return Answer(status, trouble="timed out")
    except exceptions.HTTPError:
        return Answer(status, trouble="cut off" if status else "no answer")


def _text(body: bytes) -> str:
    """Different bytes stay different."""
    text = body.decode("utf-8", "backslashreplace")
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST]} ({len(body)} bytes, SHA-256 {hashlib.sha256(body).hexdigest()})"
