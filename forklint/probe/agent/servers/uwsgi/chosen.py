"""The user's options of uWSGI, from wherever it reads them, without those that a probe leaves out."""

from __future__ import annotations

import os
from typing import Any

from .configuration import Option, is_include, read, require_readable
from .options import is_file, is_flag, left_out, loads, long_name

_PREFIX = "UWSGI_"
_UNKNOWN = ("%(", "$(", "@(")
"""What uWSGI will replace; we do not know by what."""


class Chosen:
    """Options of the environment, the configuration file and the command line, as uWSGI puts them together.

    Raises ValueError and OSError where they cannot be read.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        self.options: list[Option] = []
        """What the files say."""
        self.words: list[str] = []
        """What the command line says."""
        self.dropped: list[str] = []
        self.variables: dict[str, str] = {}
        """Variables of the environment that uWSGI must not see, and the application must."""
        self.names: set[str] = set()
        self._folder = ""
        self._environment()
        if settings["configuration"]:
            self._read(settings["configuration"])
        self._command_line(list(settings["arguments"]))
        self.options = [(name, self._absolute(name, value)) for name, value in self.options]

    @property
    def loads(self) -> bool:
        """Whether they say what is served."""
        return any(map(loads, self.names))

    def _read(self, path: str) -> None:
        self.options += [(name, value) for name, value in read(path) if self._wanted(name, value)]

    def _wanted(self, name: str, value: str) -> bool:
        require_readable(name, value)
        if left_out(name, value):
            self.dropped.append(name)
            return False
        self.names.add(name)
        if name == "chdir":
            self._folder = value
        return True

    def _environment(self) -> None:
        for variable in [name for name in os.environ if name.startswith(_PREFIX)]:
            name, value = variable[len(_PREFIX) :].lower().replace("_", "-"), os.environ[variable]
            if is_include(name):
                self._read(value)
            elif self._wanted(name, value):
                continue
            self.variables[variable] = os.environ.pop(variable)

    def _command_line(self, words: list[str]) -> None:
        words = words[1:] if words and os.path.basename(words[0]) == "uwsgi" else words
        while words:
            word = words.pop(0)
            if word.startswith("-"):
                self._option(word, words)
            else:
                self._bare(word)

    def _option(self, word: str, rest: list[str]) -> None:
        """One option; the word after it is its value where it can be."""
        name, value = long_name(word)
        follows = value is None and bool(rest) and not rest[0].startswith("-") and not _is_configuration(rest[0])
        if is_include(name):
            self._read(value if value is not None else rest.pop(0))
            return
        wanted = self._wanted(name, value if value is not None else rest[0] if follows else "")
        taken = [rest.pop(0)] if follows and (wanted or not is_flag(name)) else []
        if wanted and is_file(name):
            self.options.append((name, value if value is not None else "".join(taken)))
        elif wanted:
            self.words += [word, *taken]

    def _bare(self, word: str) -> None:
        """A file of options, a file of Python, a module: what uWSGI makes of a word that is no option."""
        if _is_configuration(word):
            self._read(word)
        elif word.endswith((".py", ".wsgi")):
            self._option(f"--wsgi-file={word}", [])
        elif word.startswith(":") or word[:1].isdigit():
            self.dropped.append("socket")
        else:
            self.names.add("module")
            self.words.append(word)

    def _absolute(self, name: str, value: str) -> str:
        """A file of Python by its whole path: frames have the name that uWSGI was given."""
        folder = self._folder
        unknown = any(mark in text for mark in _UNKNOWN for text in (value, folder))
        if not is_file(name) or unknown or not ("/" in value or value.endswith((".py", ".wsgi"))):
            return value
        return os.path.abspath(os.path.join(folder, value))


def _is_configuration(word: str) -> bool:
    return "=" not in word and (word.endswith(".ini") or ".ini:" in word)
