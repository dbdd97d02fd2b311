"""Servers that do not start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import pytest

from forklint.errors import CouldNotLook
from forklint.stress import playing
from forklint.stress.request import Contender, Load
from forklint.stress.server import Server
from tests.unit.stress.playing import CONTENDERS

REFERENCE, SUBJECT = CONTENDERS


class Dead(Server):
    """One that has ended, or whose workers end again and again."""

    def __init__(self, contender: Contender, ended: bool = True) -> None:
        super().__init__(contender, cast(Any, None))
        self._ended = ended

    @property
    def ended(self) -> bool:
        return self._ended

    @property
    def preloads(self) -> bool:
        return False

    def status(self) -> str:
        return "exit status 1"

    def is_ready(self, workers: int) -> bool:
        return False

    def gives_up(self, workers: int) -> bool:
        return not self._ended

    def last_lines(self) -> list[str]:
        return ["boom"]


def play(monkeypatch: pytest.MonkeyPatch, *servers: Server) -> Sequence[playing.Played]:
    @contextmanager
    def started(contenders: object, workers: int) -> Iterator[list[Server]]:
        yield list(servers)

    monkeypatch.setattr(playing, "started", started)
    return playing.play([server.contender for server in servers], Load(), 2, 0.0, lambda done: None)


@pytest.mark.parametrize(
    ("ended", "said"),
    [(True, "gunicorn ended, exit status 1"), (False, "its workers end while they load, again and again")],
    ids=["master", "workers"],
)
def test_a_reference_that_does_not_start(ended: bool, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playing, "objection", lambda python: "")
    with pytest.raises(CouldNotLook) as refused:
        play(monkeypatch, Dead(REFERENCE, ended))
    assert refused.value.message == f"the reference did not start: {said}"
    assert "`forklint probe shop` looks closer" in refused.value.hint
    assert refused.value.hint.endswith("\n  boom")


def test_a_python_that_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playing, "objection", lambda python: f"{python} is too old")
    with pytest.raises(CouldNotLook, match="is too old"):
        play(monkeypatch, Dead(REFERENCE))


def test_a_subject_that_does_not_start_is_what_was_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    (told,) = play(monkeypatch, Dead(SUBJECT))
    assert (told.failure, told.printed, told.exchanges) == ("gunicorn ended, exit status 1", ("boom",), ())
