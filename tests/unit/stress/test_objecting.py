"""When an experiment shows nothing, and what is said then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forklint.errors import CouldNotLook
from forklint.model.stress import Answer
from forklint.stress.objecting import require
from forklint.stress.playing import Played
from forklint.stress.request import Ask, Load
from tests.unit.stress.playing import ASK, RIGHT, played

LOAD = Load(asks=(ASK,), total_seconds=2)
FINE = played("subject", RIGHT)


@pytest.mark.parametrize(
    ("reference", "subject", "said", "hint"),
    [
        (played("reference", Answer(404)), FINE, "misbehaves too: status 404, 1 of 1", "--path"),
        (played("reference", Answer(401)), FINE, "misbehaves too: status 401", "--header"),
        (played("reference", Answer(500)), FINE, "misbehaves too: status 500", "reference printed"),
        (played("reference", Answer(trouble="timed out")), FINE, "misbehaves too: timed out", "--answer-timeout"),
        (played("reference", Answer(200, "1"), Answer(200, "2")), FINE, "varies: 2 different", r"--ignore '\A\d+'"),
        (played("reference", RIGHT), replace(FINE, preloads=False), "there is nothing to compare", "--preload"),
        (played("reference"), FINE, "the reference had not answered once when the time was up, 2 s", "--time-limit"),
        (played("reference", RIGHT), played("subject"), "the subject had not answered once", "subject printed"),
    ],
    ids=["404", "401", "500", "timed out", "varies", "not preloaded", "silent reference", "silent subject"],
)
def test_objections(reference: Played, subject: Played, said: str, hint: str) -> None:
    with pytest.raises(CouldNotLook) as refused:
        require([[reference, subject]], LOAD)
    assert said in refused.value.message
    assert hint in refused.value.hint


def test_nothing_is_objected_to() -> None:
    require([[played("reference", RIGHT), FINE]], LOAD)
    require([[played("reference", RIGHT), played("subject", failure="gunicorn ended")]], LOAD)


def test_every_request_has_to_be_answered_once() -> None:
    other = Ask("/other")
    both = Load(asks=(ASK, other))
    rounds = [[played("reference", RIGHT), FINE]]
    with pytest.raises(CouldNotLook, match="GET /other: the reference had not answered once"):
        require(rounds, both)
    require([*rounds, [played("reference", RIGHT, ask=other), played("subject", RIGHT, ask=other)]], both)
