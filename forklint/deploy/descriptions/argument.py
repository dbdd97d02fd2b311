"""An argument while a command line is being taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forklint.deploy.invocation import Word

_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
PLACEHOLDER = "TEMPLATE__"


@dataclass(frozen=True, slots=True)
class Argument:
    """A word of a command line."""

    text: str
    known: bool = True
    source: str = ""
    """What a shell inside this one would have to read, where that differs from `text`."""

    @property
    def script(self) -> str:
        """The text to read where this argument is a script (`sh -c`)."""
        return self.source or self.text

    @property
    def name(self) -> str:
        """Of a program: without its folder."""
        return self.text.rpartition("/")[2]

    def word(self) -> Word:
        """As servers read it."""
        return Word(self.text.replace(f"${{{PLACEHOLDER}}}", "{{ }}"), self.known)


Environment = Mapping[str, Argument]


def literal(texts: Iterable[str]) -> list[Argument]:
    """Arguments that no shell expands; what a template fills in is unknown."""
    return [Argument(text, not _TEMPLATE.search(text)) for text in texts]


def untemplated(text: str, mark: str = f"${{{PLACEHOLDER}}}") -> str:
    """A shell's text with a variable that nobody sets in place of each `{{ ... }}`; lines stay where they are."""
    return _TEMPLATE.sub(lambda match: mark + "\n" * match[0].count("\n"), text)
