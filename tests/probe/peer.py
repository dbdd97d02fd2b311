"""What applications of these tests connect to, and a look for what a run leaves behind."""

from __future__ import annotations

import contextlib
import socket
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.probe.hostile.leftovers import MARK, adopting, census, left_behind


@contextlib.contextmanager
def listening() -> Iterator[int]:
    """A port of this machine where connections are taken, and left waiting."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        yield server.getsockname()[1]


def refusing() -> int:
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


@contextlib.contextmanager
def nothing_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No process, descriptor, file or Unix socket is there afterwards that was not there before."""
    token = uuid.uuid4().hex
    (folder / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "tmp"))
    monkeypatch.setenv(MARK, token)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    with adopting() as collect:
        before = census(token, [folder])
        yield
        left = left_behind(before, token, [folder], collect=collect)
    assert not left, left
