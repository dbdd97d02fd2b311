"""Bodies of answers, whole and long."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from forklint.model.stress import Answer
from forklint.stress.body import LONGEST, READ, Body


def answer(*pieces: bytes, ignore: Sequence[str] = ()) -> Answer:
    body = Body(8000, [re.compile(expression) for expression in ignore])
    for piece in pieces:
        body.take(piece)
    return body.answer(200)


def test_pieces_make_one_text_in_which_ports_are_the_same() -> None:
    assert answer(b"http://localhost:80", b"00/\xff") == Answer(200, "http://localhost:PORT/\\xff")


def test_of_a_long_body_a_hash_tells_the_difference() -> None:
    long = b"a" * 3 * LONGEST
    first, second = answer(long + b"1"), answer(long + b"2")
    assert first.body == second.body == "a" * LONGEST
    assert first.rest.startswith("and more, SHA-256 ")
    assert first != second
    assert first == answer(long, b"1")


def test_what_is_ignored_is_ignored_in_long_bodies_too() -> None:
    long = b"a" * 3 * LONGEST
    ignore = [r"\d\d:\d\d", "last$"]
    assert answer(b"12:30", long, b" last", ignore=ignore) == answer(b"12:31", long, b" last", ignore=ignore)
    assert answer(b"12:30", long, ignore=ignore) != answer(b"12:31", long, b"b", ignore=ignore)


@pytest.mark.parametrize("pieces", [3, READ // LONGEST + 2], ids=["a long one", "one that is hashed as it comes"])
def test_what_is_ignored_may_be_of_any_length(pieces: int) -> None:
    rest = [b"e" * LONGEST] * pieces
    short, long = (answer(number, *rest, ignore=[r"^\d+"]) for number in (b"9", b"1000000"))
    assert short == long


def test_what_lies_behind_is_hashed_as_it_comes() -> None:
    first, second = (answer(*[b"e" * LONGEST] * (READ // LONGEST + 2), last) for last in (b"1", b"2"))
    assert len(first.body) == LONGEST
    assert first != second
