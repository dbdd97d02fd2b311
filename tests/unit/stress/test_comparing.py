"""Which answers stand out, and whether the server has said why."""

from __future__ import annotations

import pytest

from forklint.model.stress import Answer, Side
from forklint.stress.comparing import sides
from forklint.stress.playing import Played
from forklint.stress.request import Load
from tests.unit.stress.playing import ASK, CONTENDERS, RIGHT, played

LOAD = Load(asks=(ASK,))


def subject(one: Played, reference: Played | None = None) -> Side:
    return sides(CONTENDERS, [[reference or played("reference", RIGHT), one]], LOAD)[1]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (played("subject", RIGHT, Answer(500, "odd")), True),
        (played("subject", RIGHT, Answer(trouble="no answer")), True),
        (played("subject", RIGHT, lost=1), True),
        (played("subject", failure="gunicorn ended"), True),
        (played("subject", RIGHT), False),
        (played("subject", RIGHT, Answer(200, "coffee")), False),
    ],
    ids=["status", "trouble", "lost", "failure", "right", "wrong"],
)
def test_its_last_lines_are_kept_where_it_failed(one: Played, said: bool) -> None:
    assert subject(one).printed == (("subject printed",) if said else ())


def test_what_the_reference_does_too_is_not_held_against_it() -> None:
    failed = Answer(503, "busy")
    told = subject(played("subject", failed, lost=1), played("reference", RIGHT, failed, lost=1))
    assert (told.misbehaves, told.printed) == (False, ())
