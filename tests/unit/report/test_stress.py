"""The result of an experiment on a page."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from forklint.model.stress import Answer, Latency, Side, Stressed, Tally
from forklint.report.terminal.answers import excerpt
from forklint.report.terminal.stress import write
from tests.unit import made

RIGHT, WRONG = Tally("GET /q", Answer(200, "[(123,)]"), 48), Tally("GET /q", Answer(200, "[]"), 2, strange=True)
LATENCY = Latency(0.012, 0.03, 0.5)


def done(*sides: Side, stopped: str = "") -> Stressed:
    return made.stressed(sides=sides, stopped=stopped)


def page(result: Stressed, encoding: str = "utf-8") -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    write(result, None, "", Path(), stream, False)
    stream.flush()
    stream.seek(0)
    return stream.read()


REFERENCE = Side("reference", "not preloaded", (Tally("GET /q", Answer(200, "[(123,)]"), 50),), latency=LATENCY)
SUBJECT = Side("subject", "as deployed", (RIGHT, WRONG), latency=LATENCY, strange_rounds=1)


def test_answers_stand_side_by_side() -> None:
    text = page(done(REFERENCE, SUBJECT))
    assert "  reference      50 × [(123,)]\n" in text
    assert "  subject        48 × [(123,)]\n                  2 × []  ← never given by the reference\n" in text
    assert "The subject gave 2 of 50 answers that the reference never gave, in 1 of 1 round." in text


def test_a_strange_answer_may_fill_two_lines() -> None:
    error = '{"error":"SSL error: decryption failed or bad record mac"}'
    failed = Tally("GET /q", Answer(500, error), 2, strange=True)
    text = page(done(REFERENCE, Side("subject", "as deployed", (RIGHT, failed), strange_rounds=1)))
    assert f"2 × 500 {error}  ← never given by the reference" in " ".join(text.split()).replace(" ←", "  ←")
    assert max(map(len, text.splitlines())) <= 80


def test_a_terminal_without_unicode() -> None:
    assert "2 x []  <- never given by the reference" in page(done(REFERENCE, SUBJECT), "ascii")


@pytest.mark.parametrize(
    ("side", "said"),
    [
        (Side("subject", "", (RIGHT,), ended=2), "The subject lost 2 workers, the reference none."),
        (Side("subject", "", failure="gunicorn ended, exit status 3"), "did not start, and the reference did"),
        (Side("repaired", "", (RIGHT,)), "The repair holds: it answered 48 of 48 as the reference does"),
        (Side("repaired", "", (WRONG,), strange_rounds=1), "The repair does not hold: it gave 2 of 2 answers"),
        (Side("subject", "", (Tally("GET /q", Answer(trouble="timed out"), 1, True),)), "1 × timed out  ←"),
        (Side("subject", "", (Tally("GET /q", Answer(200, trouble="timed out"), 1, True),)), "1 × 200 timed out  ←"),
    ],
    ids=["workers", "failure", "repaired", "not repaired", "trouble", "half an answer"],
)
def test_what_is_said_of_a_side(side: Side, said: str) -> None:
    assert said in " ".join(page(done(REFERENCE, side)).split("\n"))


def test_what_always_differs_may_do_so_by_nature() -> None:
    always = Side("subject", "", (Tally("GET /q", Answer(200, "[7]"), 50, strange=True),), strange_rounds=1)
    assert "may differ by nature" in " ".join(page(done(REFERENCE, always)).split("\n"))
    assert "by nature" not in page(done(REFERENCE, SUBJECT))


def test_of_several_requests_one_may_always_differ() -> None:
    other = Tally("GET /ok", Answer(200, "tea"), 50)
    always = Side("subject", "", (other, Tally("GET /q", Answer(200, "[7]"), 50, strange=True)), strange_rounds=1)
    told = page(done(Side("reference", "", (other, *REFERENCE.tallies)), always))
    assert "may differ by nature" in " ".join(told.split("\n"))


def test_long_answers_are_shown_where_they_differ_on_both_sides() -> None:
    start, end = "a" * 300, "b" * 300
    reference = Side("reference", "", (Tally("GET /q", Answer(200, f"{start}right{end}"), 2),))
    wrong = Side("subject", "", (Tally("GET /q", Answer(200, f"{start}wrong{end}"), 2, strange=True),))
    told = page(done(reference, wrong))
    assert re.search(r"reference +2 × …a+rightb+…\n", told)
    assert re.search(r"subject +2 × …a+wrongb+", told)


def test_a_run_that_was_stopped_says_so() -> None:
    text = page(done(REFERENCE, SUBJECT, stopped="the time was up, 120 s"))
    assert "It ended before all rounds were played: the time was up, 120 s." in text


def test_of_a_long_body_the_difference_is_shown() -> None:
    known = "a" * 500 + "right" + "b" * 500
    shown = excerpt("a" * 500 + "wrong" + "b" * 500, known, 60, "…")
    assert "wrong" in shown
    assert len(shown) <= 60
    assert excerpt("short", known, 60, "…") == "short"


def test_what_a_server_printed_is_shown_where_it_failed() -> None:
    printed = ("Traceback (most recent call last):", "pymysql.err.InternalError: Packet sequence number wrong")
    text = page(done(REFERENCE, Side("subject", "", (WRONG,), printed=printed)))
    assert f"The last lines that the subject printed:\n  {printed[0]}\n  {printed[1]}\n" in text
    assert "printed" not in page(done(REFERENCE, SUBJECT))
