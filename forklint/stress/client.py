"""Sends requests over HTTP, each on a connection of its own, so that every worker gets its part of them."""

from __future__ import annotations

import errno
import time
from dataclasses import dataclass
from functools import lru_cache

import urllib3
from urllib3 import exceptions

from forklint.errors import CouldNotLook
from forklint.model.stress import Answer
from forklint.stress.body import Body
from forklint.stress.request import Ask, Load

HOST = "localhost"
"""Every server is told the same name: an application may write addresses into its answers."""
_AT_ONCE = 65_536
_FEWER = "Lower --concurrency, or raise the limit of open files: `ulimit -n` shows it."
_NO_PORT = "No port is left to send from: lower --requests, or wait a minute until the system has some again."
_OURS = {errno.EMFILE: _FEWER, errno.ENFILE: _FEWER, errno.EADDRNOTAVAIL: _NO_PORT}
"""Why a connection cannot even be tried -> what to do."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what it brought."""

    ask: Ask
    answer: Answer
    seconds: float


def send(ask: Ask, port: int, load: Load) -> Exchange:
    """What the server does is in the answer. Raises CouldNotLook where this machine has no socket left to send with."""
    began = time.monotonic()
    with urllib3.HTTPConnectionPool("127.0.0.1", port, timeout=load.answer_seconds, retries=False) as alone:
        answer = _answer(ask, alone, Body(port, load.ignore), began + load.answer_seconds)
    return Exchange(ask, _once(answer), time.monotonic() - began)


@lru_cache(maxsize=64)
def _once(answer: Answer) -> Answer:
    """Equal answers are kept once, since there may be a hundred thousand."""
    return answer


def _answer(ask: Ask, pool: urllib3.HTTPConnectionPool, body: Body, until: float) -> Answer:
    status = 0
    try:
        headers = _headers(ask)
        response = pool.urlopen(ask.method, ask.path, ask.body or None, headers, redirect=False, preload_content=False)
        status = response.status
        while data := response.read1(_AT_ONCE):
            body.take(data)
            if time.monotonic() > until:
                return Answer(status, trouble="timed out")
        return body.answer(status)
    except exceptions.HTTPError as error:
        return Answer(status, trouble=_trouble(error, status))


def _trouble(error: exceptions.HTTPError, status: int) -> str:
    """A connection that is refused is a TimeoutError of urllib3's, too."""
    if isinstance(error, exceptions.NewConnectionError):
        _require_sockets(error)
    elif isinstance(error, exceptions.TimeoutError):
        return "timed out"
    elif isinstance(error, exceptions.DecodeError):
        return "garbled"
    return "cut off" if status else "no answer"


def _headers(ask: Ask) -> urllib3.HTTPHeaderDict:
    """A name may be given several times; one of ours gives way to it."""
    headers = urllib3.HTTPHeaderDict({"Host": HOST, "User-Agent": "forklint", "Connection": "close"})
    for name, _ in ask.headers:
        headers.discard(name)
    for name, value in ask.headers:
        headers.add(name, value)
    return headers


def _require_sockets(error: exceptions.NewConnectionError) -> None:
    cause = error.__cause__
    if isinstance(cause, OSError) and cause.errno in _OURS:
        raise CouldNotLook(f"requests cannot be sent: {cause.strerror}", _OURS[cause.errno]) from error
