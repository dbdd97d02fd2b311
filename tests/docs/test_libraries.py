"""The site has a page for each library that `forklint facts` knows, with the same words."""

from __future__ import annotations

from functools import lru_cache

import pytest

from forklint.knowledge.locate import rules_folder
from scripts.library_pages import pages

made = lru_cache(maxsize=1)(pages)


def test_each_library_has_a_page_and_a_line() -> None:
    names = {f"{path.stem}.md" for path in (rules_folder() / "facts").glob("*.toml")} - {"forklint.md"}
    assert made().keys() - {"index.md"} == names
    assert [name for name in names if f"]({name})" not in made()["index.md"]] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pymysql.md", "[FL101](../rules/FL101.md) connection-opened-before-fork (error)"),
        ("redis.md", "| renews itself | since 2.4.12"),
        ("psycopg2.md", "## `psycopg2.pool."),
    ],
)
def test_what_is_believed_is_said(name: str, words: str) -> None:
    assert words in made()[name]
