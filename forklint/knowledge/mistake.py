"""What is wrong in a file of rows, in words: the row, the key, and what was meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import msgspec

from forklint.knowledge import schema
from forklint.model.levels import Severity
from forklint.model.resource import Kind, Mechanism, State

_PLACE = re.compile(r"(?P<table>\w+)\[(?P<index>\d+)\]\.?(?P<key>.*)")
_WORDS = [word.value for words in (Kind, Mechanism, Severity, State) for word in words]
_STRUCTS = (
    schema.FactsFile, schema.TypeFact, schema.CallFact, schema.Condition, schema.Healing, schema.NoHelp, schema.Duck,
    schema.ImportFact, schema.SubclassFact, schema.RuleFile, schema.Case, schema.ServerFile, schema.Hook,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong."""

    what: str
    table: str = ""
    """Of the row; empty where it concerns the file as a whole."""
    index: int = 0
    """Of the row in its table, from 0."""
    key: str = ""

    def said(self, data: dict[str, Any], index: int | None = None) -> str:
        """With the row's name; `index` is its place in the file, where rows before it were left out."""
        shown = self.index if index is None else index
        row = f"row {shown + 1} of [[{self.table}]]{_named(data, self.table, shown)}: " if self.table else ""
        return f"{row}{f'{self.key}: ' if self.key else ''}{self.what}"


def mistake(error: str) -> Mistake:
    """From msgspec's message: ``Expected `array`, got `str` - at `$.call[1].names```."""
    what, _, place = error.partition(" - at `$.")
    found = _PLACE.fullmatch(place.rstrip("`"))
    if found is None:
        return Mistake(_worded(what), key=place.rstrip("`"))
    return Mistake(_worded(what), found["table"], int(found["index"]), found["key"])


def _worded(what: str) -> str:
    quoted = re.search(r"[`'](.+?)[`']$", what)
    word = quoted.group(1) if quoted else ""
    if what.startswith("Object contains unknown field"):
        return f"there is no key `{word}`{_meant(word, _keys())}"
    if what.startswith("Object missing required field"):
        return f"the key `{word}` is missing"
    if what.startswith("Invalid enum value"):
        return f"{word!r} is none of its words{_meant(word, _WORDS)}"
    return what[:1].lower() + what[1:]


def _keys() -> list[str]:
    return [field.encode_name for struct in _STRUCTS for field in msgspec.structs.fields(struct)]


def _meant(word: str, words: list[str]) -> str:
    close = get_close_matches(word, words, 1)
    return f"; did you mean `{close[0]}`?" if close else ""


def _named(data: dict[str, Any], table: str, index: int) -> str:
    rows = data.get(table)
    row = rows[index] if isinstance(rows, (list, tuple)) and index < len(rows) else None
    if not isinstance(row, dict):
        return ""
    name = row.get("name") or row.get("names") or row.get("base") or ""
    name = name[0] if isinstance(name, (list, tuple)) and name else name
    return f", {name}" if name else ""
