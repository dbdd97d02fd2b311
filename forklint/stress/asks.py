"""Requests from a file: TOML with `[[request]]` tables, or JSON with a list of objects."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import msgspec

from forklint.errors import UsageError
from forklint.stress.request import Ask

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover
    import tomli as tomllib

HINT = "docs/stress.md shows such a file."
MOST_STATUS = 599
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")
"""https://www.rfc-editor.org/rfc/rfc9110#name-field-values"""


class Row(msgspec.Struct, forbid_unknown_fields=True):
    """One request, as a file has it."""

    path: str
    method: str = "GET"
    headers: dict[str, str] = {}
    body: str = ""
    json: object = msgspec.UNSET
    """A body that is written as JSON, with its header."""
    status: int = 0
    name: str = ""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    request: list[Row]


def read_asks(path: Path) -> tuple[Ask, ...]:
    """The requests of a file. Raises UsageError where it cannot be read, or says something else."""
    try:
        data = path.read_bytes()
        plain = json_rows(data) if path.suffix == ".json" else tomllib.loads(data.decode("utf-8"))
        rows = msgspec.convert(plain, _File).request
    except OSError as error:
        raise UsageError(f"--requests-file: {path} cannot be read: {error.strerror}", HINT) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise UsageError(f"--requests-file: {path}: {error}", HINT) from error
    if not rows:
        raise UsageError(f"--requests-file: {path} has no request", HINT)
    return named([_ask(row, path) for row in rows])


def json_rows(data: bytes) -> object:
    """A list alone is the list of requests. Raises msgspec.DecodeError."""
    plain = msgspec.json.decode(data)
    return {"request": plain} if isinstance(plain, list) else plain


def named(asks: list[Ask]) -> tuple[Ask, ...]:
    """With names that tell them apart."""
    names = [str(ask) for ask in asks]
    return tuple(
        replace(ask, name=f"{name} #{names[:number].count(name) + 1}") if names.count(name) > 1 else ask
        for number, (ask, name) in enumerate(zip(asks, names, strict=True))
    )


def _ask(row: Row, path: Path) -> Ask:
    headers, body = dict(row.headers), row.body
    if row.json is not msgspec.UNSET:
        if body:
            raise UsageError(f"--requests-file: {path}: body and json both say what is sent", HINT)
        headers, body = {"Content-Type": "application/json", **headers}, msgspec.json.encode(row.json).decode()
    if row.status and not 100 <= row.status <= MOST_STATUS:
        raise UsageError(f"--requests-file: {path}: {row.status} is no HTTP status", HINT)
    ask = Ask(row.path, row.method.upper(), tuple(headers.items()), body.encode(), row.status, row.name)
    return checked(ask, f"--requests-file: {path}: ")


def checked(ask: Ask, where: str = "") -> Ask:
    """The same. Raises UsageError for what is no request; `where` begins its message."""
    if not ask.path.startswith("/") or any(not 32 < ord(letter) < 127 for letter in ask.path):
        hint = "A path starts with / and is percent-encoded, such as /search?q=tea%20pot."
        raise UsageError(f"{where}{ask.path!r} is no path", hint)
    if not ask.method.isalpha() or not ask.method.isascii():
        raise UsageError(f"{where}{ask.method!r} is no method", "Such as GET or POST.")
    for name, value in ask.headers:
        if not (_NAME.fullmatch(name) and _VALUE.fullmatch(value)):
            hint = "A header is spelt `Name: value`, in Latin-1, on one line."
            raise UsageError(f"{where}{name!r} is no header", hint)
    return ask
