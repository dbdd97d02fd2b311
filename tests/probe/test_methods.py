"""Where descriptors cannot be compared exactly, as on macOS and in some containers: what is said then, and how sure."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent

import pytest

from forklint.check.masters import facts_for
from forklint.check.request import CheckRequest
from forklint.model.deployment import Entry
from forklint.model.levels import Confidence
from forklint.model.probe import ProbeResult
from forklint.probe.description import Method, best
from forklint.probe.probe import INEXACT, probe
from forklint.probe.request import ProbeRequest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="epoll is Linux's own")
APPLICATION = """
import os
import select
import socket

pair = socket.socketpair()
log = open("shop.log", "w")
poll = select.epoll()
read, write = os.pipe()


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
"""
RENEWS = """
def renew():
    global log, poll
    log.close()
    log = open("shop.log", "w")
    poll.close()
    poll = select.epoll()


os.register_at_fork(after_in_child=renew)
"""
PAIR, LOG, POLL, PIPE = 5, 6, 7, 8
EXACT = {frozenset({Method.QUERY}): Method.QUERY, frozenset({Method.KCMP}): Method.KCMP}


def probed(folder: Path, methods: frozenset[Method], more: str = "") -> ProbeResult:
    (folder / "app.py").write_text(dedent(APPLICATION + more).lstrip("\n"), encoding="utf-8")
    base = str(folder)
    request = ProbeRequest(Entry("app", "app"), base, base, (base,), python=sys.executable)
    return probe(request, facts_for(CheckRequest(cwd=folder)), methods)


def sureness(result: ProbeResult) -> dict[int, Confidence]:
    return {seen.place.line: seen.confidence for seen in result.observations}


def require(methods: frozenset[Method]) -> None:
    if best(methods) not in methods:
        pytest.skip(f"this kernel or container has no {', '.join(method.value for method in methods)}")


@pytest.mark.parametrize("methods", EXACT, ids=lambda methods: next(iter(methods)).value)
def test_exact(methods: frozenset[Method], tmp_path: Path) -> None:
    require(methods)
    result = probed(tmp_path, methods)
    assert result.looked.method == EXACT[methods].value
    assert sureness(result) == dict.fromkeys((PAIR, LOG, POLL, PIPE), Confidence.HIGH)
    assert INEXACT not in result.notes
    assert all(EXACT[methods].value in proof for seen in result.observations for proof in seen.proof)


@pytest.mark.parametrize("methods", EXACT, ids=lambda methods: next(iter(methods)).value)
def test_exact_methods_know_what_was_opened_anew(methods: frozenset[Method], tmp_path: Path) -> None:
    require(methods)
    assert set(sureness(probed(tmp_path, methods, RENEWS))) == {PAIR, PIPE}


def test_kcmp_stands_in_for_the_query(tmp_path: Path) -> None:
    require(frozenset({Method.KCMP}))
    assert probed(tmp_path, frozenset(Method) - {Method.QUERY}).looked.method == "kcmp"


def test_inodes_are_sure_for_sockets_and_pipes_alone(tmp_path: Path) -> None:
    result = probed(tmp_path, frozenset())
    assert result.looked.method == "inode"
    found = {PAIR: Confidence.HIGH, PIPE: Confidence.HIGH, LOG: Confidence.MEDIUM, POLL: Confidence.MEDIUM}
    assert sureness(result) == found
    assert INEXACT in result.notes
    assert "snapshot" in " ".join(proof for seen in result.observations for proof in seen.proof)


def test_a_snapshot_takes_what_was_opened_anew_for_the_same_and_is_not_sure(tmp_path: Path) -> None:
    """The error that the note warns of."""
    result = probed(tmp_path, frozenset(), RENEWS)
    assert {line for line, sure in sureness(result).items() if sure is Confidence.HIGH} == {PAIR, PIPE}
