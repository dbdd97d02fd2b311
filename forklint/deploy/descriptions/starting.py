"""What one command line of a shell text does: start a server, run a text, a script or a function, change the shell."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forklint.deploy.descriptions.argument import Argument
from forklint.deploy.descriptions.scope import Scope
from forklint.deploy.descriptions.wrappers import Start, unwrapped
from forklint.deploy.invocation import Invocation, Word
from forklint.deploy.servers import may_serve, server_of
from forklint.model.place import Place

if TYPE_CHECKING:
    from tree_sitter import Node

    from forklint.deploy.descriptions.shell import Shell

_ASKS = frozenset({"--help", "--version", "-h"})
"""With these a server says something of itself and ends."""


@dataclass(slots=True)
class Starting(ABC):
    """The state of a text that is being followed, and its command lines."""

    shell: Shell
    path: str
    first: int
    scope: Scope
    functions: dict[str, Node] = field(default_factory=dict)

    @abstractmethod
    def call(self, name: str, arguments: list[Argument]) -> None:
        """Follow a function of the text."""

    def start(self, words: list[Argument], line: int, environment: dict[str, Argument]) -> None:
        """What one command line does."""
        if self._built_in(words):
            return
        started = unwrapped(words)
        own = {**environment, **started.environment}
        if started.script is not None:
            self._text(started, line, own)
        elif started.words and started.words[0].text in self.functions and not started.sources:
            self.call(started.words[0].text, list(started.words[1:]))
        elif may_serve(tuple(word.text for word in started.words)):
            self._emit(started, line, own)
        elif started.words:
            self._script(started, line, own)

    def _built_in(self, words: list[Argument]) -> bool:
        name = words[0].text
        if name == "cd" and len(words) > 1:
            self.scope.folder = self.shell.places.folder(words[1].text, self.scope.folder) or self.scope.folder
        elif name == "shift" and self.scope.arguments is not None:
            self.scope.arguments = self.scope.arguments[1:]
        elif name == "set" and any(word.text == "--" for word in words):
            self.scope.arguments = words[[word.text for word in words].index("--") + 1 :]
        return name in ("cd", "shift", "set", "echo", "printf", "export")

    def _text(self, started: Start, line: int, environment: dict[str, Argument]) -> None:
        inner = self._scope(environment, list(started.words))
        if started.script is not None and not self.shell.is_too_deep:
            self.shell.depth += 1
            self.shell.text(started.script.script, self.path, line, inner)
            self.shell.depth -= 1

    def _script(self, started: Start, line: int, environment: dict[str, Argument]) -> None:
        """A script of the tree, with its arguments; what it starts from them stands in the line that gave them."""
        program = started.words[0]
        if "/" not in program.text and not started.sources and not program.text.endswith(".sh"):
            return
        path = self.shell.places.file(program.text, self.scope.folder)
        if path:
            inner = self._scope(environment, list(started.words[1:]))
            handed_on = any(map(self._is_given, started.words[1:])) and self.scope.given
            inner.given = handed_on or self._place(started, line)
            self.shell.script(path, inner)

    def _place(self, started: Start, line: int) -> Place:
        """Where the program is named: here, or where the arguments of this script come from."""
        given = self.scope.given if self._is_given(started.words[0]) else None
        return given or Place(self.path, line)

    def _is_given(self, word: Argument) -> bool:
        return any(word.text == argument.text for argument in self.scope.arguments or ())

    def _scope(self, environment: dict[str, Argument], arguments: list[Argument]) -> Scope:
        inner = self.scope.copy()
        inner.variables.update({name: (value,) for name, value in environment.items()})
        inner.arguments = arguments
        return inner

    def _emit(self, started: Start, line: int, environment: dict[str, Argument]) -> None:
        given = {**self.scope.environment(), **environment}
        words = tuple(word.word() for word in started.words)
        told = {name: value.word() for name, value in given.items()}
        if {word.text for word in words} & _ASKS or _says_nothing(words, told):
            return
        self.shell.found.append(Invocation(words, self._place(started, line), told, self.scope.folder))


def _says_nothing(words: tuple[Word, ...], environment: dict[str, Word]) -> bool:
    """A mere name is a word for an entrypoint that is elsewhere; gunicorn alone has its file, uWSGI its variables."""
    told = server_of(words[0].text) == "gunicorn" or any(name.startswith("UWSGI_") for name in environment)
    return len(words) == 1 and not told
