"""Sorts of values in a configuration file: what fits, and how a JSON schema says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Schema = dict[str, Any]
CODE = "^[Ff][Ll]?[0-9]{0,3}$"


class Wrong(ValueError):
    """A value of the right type that means nothing: says why."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of value."""

    wanted: str
    """In words: `a list of texts`."""
    fits: Callable[[Any], bool]
    read: Callable[[Any], Any]
    """The value as it is kept. Raises Wrong."""
    schema: Schema
    parts: Callable[[Any], Iterable[tuple[str, Kind, Any]]] = lambda value: ()
    """What a table or list has in it: how it is named behind the whole (`.FL406`), its sort, its value."""

    def misfit(self, name: str, value: Any) -> str:
        """What is wrong with a value that does not fit: its innermost part."""
        for suffix, kind, part in self.parts(value):
            if not kind.fits(part):
                return kind.misfit(name + suffix, part)
        return f"{name} must be {self.wanted}, not {value!r}"


def _is_text(value: Any) -> bool:
    """No path and no name holds a null character."""
    return isinstance(value, str) and bool(value) and "\0" not in value


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _codes(value: list[str]) -> tuple[str, ...]:
    """Raises Wrong for a prefix that no rule's code begins with."""
    from forklint.knowledge.rules import unknown_prefix

    codes = tuple(code.upper() for code in value)
    if not all(codes):
        raise Wrong("a code is empty")
    if wrong := unknown_prefix(codes):
        raise Wrong(wrong)
    return codes


def _severities(value: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(zip(_codes(list(value)), value.values(), strict=True))


def _per_file(value: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((pattern, _codes(codes)) for pattern, codes in value.items())


def one_of(*words: str) -> Kind:
    """One of some words."""
    wanted = f"one of {', '.join(words)}"
    return Kind(wanted, lambda value: isinstance(value, str) and value in words, str, {"enum": list(words)})


def table_of(inner: Kind, wanted: str, read: Callable[[Any], Any], names: Schema | None = None) -> Kind:
    """A table whose values are of one sort."""
    schema: Schema = {"type": "object", "additionalProperties": inner.schema}
    if names:
        schema["propertyNames"] = names
    return Kind(
        wanted,
        lambda value: isinstance(value, dict) and all(map(inner.fits, value.values())),
        read,
        schema,
        lambda value: [(f".{name}", inner, part) for name, part in value.items()] if isinstance(value, dict) else [],
    )


TEXT = Kind("a text", _is_text, str, {"type": "string", "minLength": 1})
FLAG = Kind("true or false", lambda value: isinstance(value, bool), bool, {"type": "boolean"})
TEXTS = Kind("a list of texts", _is_texts, tuple, {"type": "array", "items": TEXT.schema})
CODES = Kind(
    "a list of codes or their beginnings, such as [\"FL1\", \"FL203\"]",
    _is_texts,
    _codes,
    {"type": "array", "items": {"type": "string", "pattern": CODE}},
)
FLAG_OR_TEXT = Kind(
    "true, false or a folder",
    lambda value: FLAG.fits(value) or TEXT.fits(value),
    lambda value: value,
    {"anyOf": [FLAG.schema, TEXT.schema]},
)
LEVEL = one_of("error", "warning", "info")
SEVERITIES = table_of(LEVEL, 'a table such as { FL406 = "info" }', _severities, {"pattern": CODE})
_ENVIRONMENT = table_of(TEXT, "a table of texts", dict)
_DEPLOYMENT = {"command": TEXT, "folder": TEXT, "environment": _ENVIRONMENT}


def _is_deployment(value: Any) -> bool:
    if TEXT.fits(value):
        return True
    known = isinstance(value, dict) and "command" in value and set(value) <= set(_DEPLOYMENT)
    return known and all(_DEPLOYMENT[key].fits(item) for key, item in value.items())


def _told(value: Any) -> list[tuple[str, Kind, Any]]:
    """What a deployment's table has of it."""
    said = value if isinstance(value, dict) else {}
    return [(f".{key}", kind, said[key]) for key, kind in _DEPLOYMENT.items() if key in said]


DEPLOYMENT = Kind(
    "a command line, or a table with command, and perhaps folder and environment",
    _is_deployment,
    lambda value: value,
    {
        "anyOf": [
            TEXT.schema,
            {
                "type": "object",
                "properties": {key: kind.schema for key, kind in _DEPLOYMENT.items()},
                "required": ["command"],
                "additionalProperties": False,
            },
        ]
    },
    _told,
)
DEPLOYMENTS = Kind(
    "a list of command lines, or of tables with command, folder and environment",
    lambda value: isinstance(value, list) and all(map(_is_deployment, value)),
    tuple,
    {"type": "array", "items": DEPLOYMENT.schema},
    lambda value: [(f"[{n}]", DEPLOYMENT, part) for n, part in enumerate(value)] if isinstance(value, list) else [],
)
PER_FILE = table_of(CODES, 'a table such as { "scripts/" = ["FL2"] }', _per_file)
