"""What a server does with a connection, and what that is called."""

from __future__ import annotations

import errno
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

from forklint.errors import CouldNotLook
from forklint.model.stress import Answer
from forklint.stress.client import Exchange, send
from forklint.stress.request import Ask, Load

HEAD = b"HTTP/1.1 200 OK\r\n"
Serve = Callable[[socket.socket], object]


@contextmanager
def serving(serve: Serve) -> Iterator[tuple[int, list[bytes]]]:
    """For one connection; what was asked stands in the list."""
    asked: list[bytes] = []

    def work() -> None:
        connection, _ = listener.accept()
        with connection:
            asked.append(connection.recv(65_536))
            serve(connection)

    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        thread = threading.Thread(target=work)
        thread.start()
        yield listener.getsockname()[1], asked
        thread.join(10)


def exchange(serve: Serve, seconds: float = 5.0) -> Exchange:
    with serving(serve) as (port, _):
        return send(Ask("/q"), port, Load(answer_seconds=seconds))


def drip(length: bytes, connection: socket.socket) -> None:
    """Without an end, a byte at a time: no single wait is long."""
    connection.sendall(HEAD + length + b"\r\n")
    until = time.monotonic() + 5
    try:
        while time.monotonic() < until:
            connection.sendall(b"e")
            time.sleep(0.01)
    except OSError:
        return


@pytest.mark.parametrize(
    ("bytes_", "answer"),
    [
        (HEAD + b"Content-Length: 3\r\n\r\ntea", Answer(200, "tea")),
        (b"HTTP/1.0 200 OK\r\n\r\ntea", Answer(200, "tea")),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\ntea\r\n0\r\n\r\n", Answer(200, "tea")),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\ntea\r\n", Answer(200, trouble="cut off")),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n9\r\ntea", Answer(200, trouble="cut off")),
        (HEAD + b"Content-Length: 9\r\n\r\ntea", Answer(200, trouble="cut off")),
        (HEAD + b"Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\ntea", Answer(200, trouble="garbled")),
        (b"HTTP/1.1 302 Found\r\nLocation: /else\r\nContent-Length: 0\r\n\r\n", Answer(302)),
        (b"", Answer(trouble="no answer")),
        (b"tea\r\n\r\n", Answer(trouble="no answer")),
    ],
    ids=["length", "1.0", "chunks", "no last chunk", "cut chunk", "cut", "garbled", "redirect", "nothing", "no HTTP"],
)
def test_answers(bytes_: bytes, answer: Answer) -> None:
    assert exchange(lambda connection: connection.sendall(bytes_)).answer == answer


def test_equal_answers_are_kept_once() -> None:
    long = b"x" * 1000
    first, second = (exchange(lambda it: it.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + long)).answer for _ in range(2))
    assert first is second


@pytest.mark.parametrize("length", [b"", b"Content-Length: 100000\r\n"], ids=["without length", "with length"])
def test_an_answer_may_take_so_long_and_no_longer(length: bytes) -> None:
    """However steadily it comes."""
    told = exchange(lambda connection: drip(length, connection), seconds=0.2)
    assert told.answer == Answer(200, trouble="timed out")
    assert told.seconds < 3


def test_nobody_listens() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
    assert send(Ask("/q"), port, Load()).answer == Answer(trouble="no answer")


def test_headers_of_ours_give_way_and_others_may_be_repeated() -> None:
    headers = (("host", "shop.example"), ("X-Tea", "1"), ("X-Tea", "2"))
    with serving(lambda connection: connection.sendall(HEAD + b"Content-Length: 0\r\n\r\n")) as (port, asked):
        send(Ask("/q", headers=headers), port, Load())
    lines = asked[0].decode().split("\r\n")
    assert [line for line in lines if line.lower().startswith("host:")] == ["host: shop.example"]
    assert {"X-Tea: 1", "X-Tea: 2", "Connection: close"} <= set(lines)


@pytest.mark.parametrize("number", [errno.EMFILE, errno.EADDRNOTAVAIL], ids=errno.errorcode.get)
def test_what_this_machine_lacks_is_not_the_server_s_fault(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*words: object, **more: object) -> socket.socket:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("urllib3.util.connection.create_connection", none)
    with pytest.raises(CouldNotLook, match="requests cannot be sent"):
        send(Ask("/q"), 1, Load())
