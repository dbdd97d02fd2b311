"""What a probe's application says is shown on a terminal: without secrets, without what a terminal obeys, cut."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from forklint.errors import CouldNotLook
from forklint.report.tidy import LONGEST_LINE, tidied_failure

KEY = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nG9w0BAQEFAASCB\n-----END PRIVATE KEY-----\n"
FORMS = [KEY, " ".join(KEY.split()), repr(KEY), quote(KEY), quote(KEY, safe=""), KEY.splitlines()[1]]


def said(text: str, *secrets: str) -> str:
    return tidied_failure(CouldNotLook("what", text), secrets).hint


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("password=hunter2 host=db", "password=*** host=db"),
        ("DB_PASSWORD=hunter2", "DB_PASSWORD=***"),
        ("mysql://shop:a:b@c/d@db/shop", "mysql://shop:***@db/shop"),
        ("\x1b]0;owned\x07text\x00", "]0;ownedtext"),
        ("a\nb", "a\nb"),
        ("caf\udce9", "caf\\udce9"),
    ],
)
def test_words(text: str, clean: str) -> None:
    assert said(text) == clean


@pytest.mark.parametrize("form", FORMS)
def test_a_secret_is_masked_however_it_is_spelt(form: str) -> None:
    clean = said(f"<{form}>", KEY)
    assert "MIIEvQIBADANBg" not in clean
    assert "G9w0BAQEFAASCB" not in clean


def test_a_secret_is_masked_before_a_line_is_cut() -> None:
    secret = "correct horse"
    clean = said("x" * (LONGEST_LINE - 4) + secret, secret)
    assert "corr" not in clean
    assert len(clean) <= LONGEST_LINE + 3


def test_every_line_is_cut() -> None:
    assert [len(line) for line in said("x" * 10_000 + "\n" + "y" * 10_000).split("\n")] == [LONGEST_LINE + 3] * 2
