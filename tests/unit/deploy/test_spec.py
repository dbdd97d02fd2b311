"""The grammar of an entry spec."""

from __future__ import annotations

import pytest

from forklint.deploy.spec import is_dotted, parse_spec
from forklint.errors import UsageError
from forklint.model.deployment import Entry


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("shop", Entry("shop")),
        ("shop.wsgi", Entry("shop.wsgi")),
        ("shop.wsgi:app", Entry("shop.wsgi", "app")),
        (" shop : app ", Entry("shop", "app")),
        ("shop:create_app()", Entry("shop", "create_app", calls=True)),
        ("shop:create_app( )", Entry("shop", "create_app", calls=True)),
        ('shop:make("a:b", n=-1)', Entry("shop", "make", calls=True, arguments='"a:b", n=-1')),
        ("shop:make(('a', [1]), {'b': None})", Entry("shop", "make", calls=True, arguments="('a', [1]), {'b': None}")),
        ("my-app.wsgi:app", Entry("my-app.wsgi", "app")),
    ],
)
def test_reads(text: str, entry: Entry) -> None:
    assert parse_spec(text) == entry


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("shop:", "neither a name nor a call"),
        ("shop:app.wsgi", "neither a name nor a call of a name"),
        ("shop:factory.make()", "neither a name nor a call of a name"),
        ("shop:make(settings)", "no literals"),
        ("shop:make(*[1])", "no literals"),
        ("shop:make(**{'a': 1})", "no literals"),
        ("shop:make(", "neither a name nor a call"),
        (":app", "no dotted name"),
        ("shop..wsgi:app", "no dotted name"),
        ("shop/wsgi.py:app", "no dotted name"),
    ],
)
def test_refuses(text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as refused:
        parse_spec(text)
    assert refused.value.hint


def test_a_path_is_answered_with_its_module() -> None:
    with pytest.raises(UsageError) as refused:
        parse_spec("shop/wsgi.py:app")
    assert "`shop.wsgi:app`" in refused.value.hint


def test_an_entry_is_written_as_it_was_read() -> None:
    for text in ("shop", "shop:app", "shop:make()", "shop:make('x', n=1)"):
        assert str(parse_spec(text)) == text


@pytest.mark.parametrize("text", ["", ".", "a.", "a b", "a/b", "f()"])
def test_no_dotted_name(text: str) -> None:
    assert not is_dotted(text)
