"""A command line as its server reads it: options, and the words beside them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from forklint.deploy.invocation import Word
from forklint.deploy.servers.given import last, value
from forklint.knowledge.schema import Options
from forklint.model.deployment import Option
from forklint.model.place import Gap, Place

_PLACEHOLDER = re.compile(r"\$\w+|\$\{[^}]*\}|\$\([^)]*\)|\{\{[^}]*\}\}|%\(\w+\)s|\$[@*]")
"""What a shell, Compose, Jinja, Helm or supervisord puts something else in the place of."""
_OPTIONS = re.compile(r"ARG|OPT|FLAG|PARAM|[@*]", re.IGNORECASE)
"""Part of the name of a variable that holds options."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What stands behind the program."""

    options: tuple[Option, ...]
    rest: tuple[Word, ...]
    """Words that are no options, in their order."""
    hidden: tuple[Word, ...]
    """Words that may stand for any options (`$GUNICORN_OPTS`)."""
    application: Word | None
    """The word (`$APP_MODULE`) that stands where the application is named, and of which nothing is known."""
    gaps: tuple[Gap, ...]

    def option(self, name: str) -> Option | None:
        """The one that counts."""
        return last(self.options, name)

    def value(self, name: str) -> str:
        """What an option was given; empty where it was not."""
        return value(self.options, name)


def arguments(words: Iterable[Word], place: Place, table: Options) -> Arguments:
    """Read the words behind the program; `table` says which options there are.

    The common ground of argparse, optparse, click and getopt: `--name value`, `--name=value`, a long name cut short
    where one option alone begins so, `-x value`, `-xvalue`, flags in one word (`-abc`), and no options behind `--`.
    """
    reader = _Reader(deque(words), place, table)
    reader.run()
    hidden = reader.hidden
    application = hidden[-1] if hidden and not reader.rest and not _OPTIONS.search(hidden[-1].text) else None
    if application:
        hidden = hidden[:-1]
    return Arguments(tuple(reader.options), tuple(reader.rest), tuple(hidden), application, tuple(reader.gaps))


def spellings(table: Options) -> dict[str, tuple[str, str]]:
    """Spelling -> kind and name of the option."""
    kinds = {"value": table.value, "flag": table.flag, "optional": table.optional}
    return {
        spelling: (kind, row.split()[-1].lstrip("-"))
        for kind, rows in kinds.items()
        for row in rows
        for spelling in row.split()
    }


class _Reader:
    def __init__(self, words: deque[Word], place: Place, table: Options) -> None:
        self.options: list[Option] = []
        self.rest: list[Word] = []
        self.hidden: list[Word] = []
        self.gaps: list[Gap] = []
        self._words = words
        self._place = place
        self._known = spellings(table)
        self._others = table.others

    def run(self) -> None:
        """Take word by word."""
        while self._words:
            word = self._words.popleft()
            if word.text == "--":
                self.rest += self._words
                return
            if word.text.startswith("--"):
                self._long(word)
            elif word.text.startswith("-") and len(word.text) > 1:
                self._short(word)
            else:
                (self.hidden if is_placeholder(word) else self.rest).append(word)

    def _long(self, word: Word) -> None:
        spelling, equals, value = word.text.partition("=")
        kind, name = self._known.get(spelling) or self._cut_short(spelling)
        if not name:
            self._unknown(spelling, bool(equals))
        elif equals:
            self._give(name, Word(value, word.known))
        else:
            self._follow(kind, name, word.known)

    def _short(self, word: Word) -> None:
        """`-w4`, `-w 4`, `-w=4`; `-Rw4` where `-R` takes no value."""
        spelling, more = word.text[:2], word.text[2:]
        kind, name = self._known.get(word.text) or self._known.get(spelling, ("", ""))
        if not name:
            self._unknown(word.text, bool(more))
        elif word.text in self._known or not more:
            self._follow(kind, name, word.known)
        elif kind == "flag":
            self._give(name, Word("", word.known))
            self._short(Word(f"-{more}", word.known))
        else:
            self._give(name, Word(more.removeprefix("="), word.known))

    def _cut_short(self, spelling: str) -> tuple[str, str]:
        if self._others:
            return "value", spelling.removeprefix("--")
        found = {known for long, known in self._known.items() if long.startswith(spelling)}
        return found.pop() if len(found) == 1 else ("", "")

    def _follow(self, kind: str, name: str, known: bool) -> None:
        """The value is the next word; an optional one is never an option, nor the last word, which names the entry."""
        takes = kind == "value" or (kind == "optional" and len(self._words) > 1 and self._words[0].text[:1] != "-")
        self._give(name, self._words.popleft() if takes and self._words else Word("", known))

    def _give(self, name: str, value: Word) -> None:
        self.options.append(Option(name, value.text, self._place, value.known))

    def _unknown(self, spelling: str, complete: bool) -> None:
        """Whether the next word is its value is not known; the last word of all is more often an entry."""
        self.gaps.append(Gap(self._place, f"option {spelling} is not known to forklint"))
        if not complete and len(self._words) > 1 and self._words[0].text[:1] != "-":
            self._words.popleft()


def is_placeholder(word: Word) -> bool:
    """Whether nothing of a word is known, so that it may be any number of words."""
    return not word.known and bool(_PLACEHOLDER.fullmatch(word.text))
