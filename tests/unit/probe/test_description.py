"""Same open file description, or not: with real descriptors, by every method."""

from __future__ import annotations

import os
import select
import socket
import sys
from collections.abc import Iterator

import pytest

from forklint.probe.description import Copy, Method, best, compare

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux")
EXACT = [Method.QUERY, Method.KCMP]


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    one, other = socket.socketpair()
    with one, other:
        yield one, other


def _copy(number: int, type_: str, link: str = "") -> Copy:
    seen = os.fstat(number)
    return Copy(number, (seen.st_dev, seen.st_ino), link, type_, number)


def _works(method: Method) -> bool:
    return best(frozenset({method})) is method


@LINUX
@pytest.mark.parametrize("method", EXACT)
def test_exact_methods_tell_a_duplicate_from_another_one(method: Method, pair):
    if not _works(method):
        pytest.skip(f"this kernel or container has no {method.value}")
    duplicate = os.dup(pair[0].fileno())
    try:
        same = compare(_copy(pair[0].fileno(), "socket"), _copy(duplicate, "socket"), frozenset({method}))
    finally:
        os.close(duplicate)
    other = compare(_copy(pair[0].fileno(), "socket"), _copy(pair[1].fileno(), "socket"), frozenset({method}))
    assert (same.same, same.method) == (True, method)
    assert (other.same, other.method) == (False, method)


@LINUX
@pytest.mark.parametrize("method", EXACT)
def test_all_epolls_share_an_inode_and_are_still_told_apart(method: Method):
    if not _works(method):
        pytest.skip(f"this kernel or container has no {method.value}")
    with select.epoll() as one, select.epoll() as other:
        ours, theirs = _copy(one.fileno(), "other"), _copy(other.fileno(), "other")
        assert ours.identity == theirs.identity
        assert not compare(ours, theirs, frozenset({method})).same


def test_inodes_tell_sockets_apart(pair):
    inode = frozenset({Method.INODE})
    one, other = (_copy(end.fileno(), "socket") for end in pair)
    assert compare(one, one, inode).same
    assert compare(one, other, inode).method is Method.INODE
    assert not compare(one, other, inode).same


def test_without_copies_of_a_file_only_the_snapshot_is_left():
    one = Copy(5, (1, 2), "/var/log/shop.log", "file")
    assert compare(one, one).method is Method.SNAPSHOT
    assert compare(one, one).same
    assert not compare(one, Copy(6, (1, 2), "/var/log/shop.log", "file")).same
