"""What is behind a descriptor, seen on real ones."""

from __future__ import annotations

import os
import select
import socket
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from forklint.probe.agent import descriptors
from forklint.probe.sorts import Nature, Sort, nature

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names of descriptors are Linux's")


def _nature(number: int) -> Nature:
    told: dict[str, Any] = {**descriptors.describe(number), "information": descriptors.information(number)}
    return nature(told, number)


def test_a_listener_is_no_connection():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as connection:
            assert _nature(listener.fileno()) == Nature(Sort.LISTENER, f"127.0.0.1:{port}")
            assert _nature(connection.fileno()) == Nature(Sort.CONNECTION, f"127.0.0.1:{port}")


def test_a_pair_has_no_name():
    one, other = socket.socketpair()
    with one, other:
        assert _nature(one.fileno()) == Nature(Sort.PAIR)


def test_datagrams_are_told_from_streams():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams, socket.socket() as unconnected:
        assert _nature(datagrams.fileno()).sort is Sort.DATAGRAMS
        assert _nature(unconnected.fileno()).sort is Sort.SOCKET


def test_kernel_objects_without_a_file():
    read, write = os.pipe()
    with select.epoll() as epoll, os.fdopen(read), os.fdopen(write, "w"):
        assert _nature(epoll.fileno()).sort is Sort.EPOLL
        assert _nature(read).sort is Sort.PIPE


@pytest.mark.parametrize(("mode", "sort"), [("r", Sort.READ), ("w", Sort.WRITTEN), ("a", Sort.APPENDED)])
def test_files_by_how_they_are_open(mode: str, sort: Sort, tmp_path: Path):
    path = tmp_path / "notes"
    path.write_text("tea", encoding="utf-8")
    with path.open(mode, encoding="utf-8") as stream:
        assert _nature(stream.fileno()) == Nature(sort, str(path))


def test_a_database_is_known_by_its_first_bytes(tmp_path: Path):
    path = tmp_path / "shop"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE item (name TEXT)")
    database.close()
    with path.open("rb") as stream:
        assert _nature(stream.fileno()) == Nature(Sort.DATABASE, str(path))


def test_a_look_moves_and_takes_nothing(tmp_path: Path):
    path = tmp_path / "notes"
    path.write_text("tea and cake", encoding="utf-8")
    with path.open("rb", buffering=0) as stream:
        stream.read(3)
        _nature(stream.fileno())
        assert stream.tell() == 3
