"""When an experiment ends."""

from __future__ import annotations

from typing import Any

import pytest

from forklint.model.stress import Stressed
from forklint.stress import experiment
from forklint.stress.playing import Played
from forklint.stress.request import Load
from tests.unit.stress.playing import ASK, CONTENDERS, RIGHT, played

ALL = (played("reference", RIGHT, RIGHT), played("subject", RIGHT, RIGHT))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Any:
    """An experiment of three rounds, in which `play` gives what stands there."""

    def done(*rounds: tuple[Played, ...], seconds: float = 60.0) -> Stressed:
        played = iter(rounds)
        monkeypatch.setattr(experiment, "play", lambda *words: list(next(played)))
        load = Load(asks=(ASK,), requests=2, rounds=3, total_seconds=seconds)
        return experiment.stress(CONTENDERS, load, 2, lambda done, total: None)

    monkeypatch.setattr(experiment, "_version", lambda contender: "27")
    return done


def test_all_rounds(run: Any) -> None:
    told = run(ALL, ALL, ALL)
    assert (told.rounds, told.stopped) == (3, "")


def test_time_that_is_up_ends_it(run: Any) -> None:
    assert run(ALL, seconds=0.0).stopped == "the time was up, 0 s"


def test_what_was_not_answered_in_time_is_counted(run: Any) -> None:
    told = run((ALL[0], played("subject", RIGHT)), seconds=0.0)
    assert (told.rounds, told.stopped) == (1, "the time was up, 0 s; not answered by then: 1 of the subject")


def test_a_subject_that_does_not_start(run: Any) -> None:
    told = run((ALL[0], played("subject", failure="gunicorn ended")))
    assert (told.rounds, told.stopped, told.misbehaves) == (1, "the subject did not start", True)
