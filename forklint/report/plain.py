"""Plain data as JSON text, as every command writes it."""

from __future__ import annotations

from typing import Any

import msgspec


def text(data: object) -> str:
    """Indented, with a line end."""
    return msgspec.json.format(_encoded(data), indent=2).decode() + "\n"


def _encoded(data: object) -> bytes:
    try:
        return msgspec.json.encode(data)
    except UnicodeEncodeError:  # a file's name that is no UTF-8
        return msgspec.json.encode(_encodable(msgspec.to_builtins(data)))


def _encodable(data: Any) -> Any:
    if isinstance(data, str):
        return encodable(data)
    if isinstance(data, dict):
        return {_encodable(key): _encodable(value) for key, value in data.items()}
    return [*map(_encodable, data)] if isinstance(data, list | tuple) else data


def encodable(text: str) -> str:
    """File names are bytes: those that are no UTF-8 reach Python as lone surrogates, which nothing can write."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
