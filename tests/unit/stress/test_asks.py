"""Requests from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.errors import UsageError
from forklint.stress.asks import read_asks
from forklint.stress.request import Ask

TOML = """
[[request]]
path = "/q"

[[request]]
path = "/q"
method = "post"
json = {user = "shop"}
headers = {Accept = "text/html"}
status = 401

[[request]]
path = "/q"
"""


def file(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_toml(tmp_path: Path) -> None:
    first, second, third = read_asks(file(tmp_path, "requests.toml", TOML))
    assert [str(first), str(second), str(third)] == ["GET /q #1", "POST /q", "GET /q #2"]
    headers = (("Content-Type", "application/json"), ("Accept", "text/html"))
    assert second == Ask("/q", "POST", headers, b'{"user":"shop"}', 401)


@pytest.mark.parametrize("text", ['[{"path": "/q"}]', '{"request": [{"path": "/q"}]}'])
def test_json(text: str, tmp_path: Path) -> None:
    assert read_asks(file(tmp_path, "requests.json", text)) == (Ask("/q"),)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.toml", "[[request]]\npath = ", "requests-file"),
        ("a.toml", "[[request]]\npath = '/a b'", "a.toml: '/a b' is no path"),
        ("a.toml", "[[request]]\npath = '/'\nbody = 'tea'\njson = 1", "body and json both say what is sent"),
        ("a.toml", "[[request]]\npath = '/'\nmethods = 'GET'", "unknown field `methods`"),
        ("a.toml", "[[request]]\nmethod = 'GET'", "missing required field `path`"),
        ("a.toml", "request = []", "has no request"),
        ("a.toml", "[[request]]\npath = '/'\nstatus = 7", "7 is no HTTP status"),
        ("a.toml", "[[request]]\npath = 'http://shop/'", "is no path"),
        ("a.toml", "[[request]]\npath = '/'\nmethod = 'GET /'", "is no method"),
        ("a.toml", "[[request]]\npath = '/'\nheaders = {'a b' = 'c'}", "is no header"),
        ("a.toml", "[[request]]\npath = '/'\nheaders = {a = '\u2014'}", "is no header"),
        ("a.json", "[{", "requests-file"),
        ("a.json", "3", "Expected `object`"),
    ],
)
def test_mistakes(name: str, text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r".") as caught:
        read_asks(file(tmp_path, name, text))
    assert said in str(caught.value)
