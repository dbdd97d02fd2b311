"""Keeps passwords and tokens out of reports: code frames and messages quote source that may hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

MASK = "***"
_NAME = (
    r"[\w.-]*(?:passw(?:or)?d|passphrase|pwd|secret|token(?!i[sz])|api[_-]?key|credential|authorization"
    r"|(?:access|account|auth|encryption|private|secret|shared|signing|license)[_-]?key)[\w-]*"
)
_LITERAL = r"[rRbBfFuU]{0,2}(?P<quote>\"\"\"|'''|\"|')(?P<hidden>(?:\\.|(?!(?P=quote)).)*)"
_PATTERNS = (
    # scheme://user:password@host; a password may have an @ in it, a host may not
    re.compile(r"[a-zA-Z][\w+.-]*://[^\s:/@'\"]*:(?P<hidden>[^\s'\"]+)@"),
    # password="...", "token": "...", SECRET: str = "...", settings["api_key"] = "..."
    re.compile(rf"(?i)(?<![\w.]){_NAME}['\"]?\]?\s*(?::\s*[\w.\[\]| ]+?\s*=|=|:)\s*{_LITERAL}"),
    re.compile(rf"(?i)\bkey\s*=\s*{_LITERAL}"),
    # os.environ.get("DB_PASSWORD", "...")
    re.compile(rf"(?i)['\"]{_NAME}['\"]\s*,\s*(?:default\s*=\s*)?{_LITERAL}"),
    re.compile(r"(?i)\b(?:bearer|basic)\s+(?P<hidden>[\w.+/=-]{8,})"),
)
_SECRET_NAME = re.compile(rf"(?i){_NAME}")
_FOLDERS = ("PWD", "OLDPWD")
_SHORTEST = 8
_TEXT = re.compile(r"(['\"])(?P<inside>(?:\\.|(?!\1).)*)")
_IN_TEXT = re.compile(rf"(?i)(?<![\w.]){_NAME}=(?P<hidden>[^\s&;,]+)")
"""`dbname=shop password=...`, `?token=...`: only inside a text, since code looks the same."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without its secrets, and where they were."""

    text: str
    cuts: tuple[tuple[int, int], ...]
    """Start and end of each hidden stretch in the original."""

    def column(self, original: int) -> int:
        """Where a column of the original now stands."""
        moved = original
        for start, end in self.cuts:
            if original >= end:
                moved += len(MASK) - (end - start)
            elif original > start:
                moved += start - original
        return moved


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """The text with everything masked that looks like a secret, and `secrets` themselves, wherever they stand."""
    for secret in secrets:
        for form in _forms(secret):
            text = text.replace(form, MASK)
    return redacted(text).text


def redact_words(text: str, secrets: Iterable[str] = ()) -> str:
    """The same for a text that is no source, but was printed or raised: there `password=...` needs no quotes."""
    text = redact(text, secrets)
    for match in reversed(list(_IN_TEXT.finditer(text))):
        start, end = match.span("hidden")
        text = text[:start] + MASK + text[end:]
    return text


@lru_cache(maxsize=256)
def _forms(secret: str) -> tuple[str, ...]:
    """As it may be spelt: as a literal, in an address, on one line, or one line of it alone."""
    lines = [line for line in secret.splitlines() if len(line) >= _SHORTEST]
    escaped = secret.encode("unicode_escape").decode()
    forms = {secret, escaped, " ".join(secret.split()), quote(secret), quote(secret, safe=""), *lines}
    return tuple(sorted(forms, key=len, reverse=True))


def secrets_in(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Values of variables whose names speak of secrets (`DB_PASSWORD`), longest first.

    Short ones are left out: a password `shop` would mask half of an application's names. What stands in the place of
    a password is masked anyway.
    """
    named = {value for name, value in environment.items() if _SECRET_NAME.fullmatch(name) and name not in _FOLDERS}
    return tuple(sorted((value for value in named if len(value) >= _SHORTEST), key=len, reverse=True))


def redacted(text: str) -> Redacted:
    """The same, for those who must find their columns again."""
    cuts = _merged(sorted(_cuts(text)))
    for start, end in reversed(cuts):
        text = text[:start] + MASK + text[end:]
    return Redacted(text, tuple(cuts))


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("hidden")
            if start < end:
                yield start, end
    for literal in _TEXT.finditer(text):
        for match in _IN_TEXT.finditer(text, *literal.span("inside")):
            yield match.span("hidden")


def _merged(cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in cuts:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
