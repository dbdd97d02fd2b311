"""Every option that a uWSGI instance is given: environment, command line, files, files that files include."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from forklint.deploy.servers.arguments import Arguments, spellings
from forklint.deploy.servers.start import Start
from forklint.deploy.servers.uwsgi.files import LANGUAGES, BrokenFileError, Given
from forklint.deploy.servers.uwsgi.logic import ENDS, Block, opened
from forklint.deploy.servers.uwsgi.texts import expanded, magic
from forklint.knowledge.servers import servers
from forklint.model.deployment import Option
from forklint.model.levels import Ternary
from forklint.model.place import Gap, Place

_FILES = {"ini", "yaml", "json", "xml", "include", "inherit", "config"}
_MOST = 32
"""Files that one instance reads; a file that includes itself would go on for ever."""


class Collected:
    """Options in the order in which uWSGI takes them: of two the later one counts."""

    def __init__(self, start: Start) -> None:
        self.options: list[Option] = []
        self.gaps: list[Gap] = []
        self.files: list[Path] = []
        self.unread = 0
        """Files that may hold further options, and that could not be read."""
        self._start = start
        self._environment = {name: word.text for name, word in start.environment.items() if word.known}
        self._names = spellings(servers()["uwsgi"].options)
        self._block = Block()

    def take_line(self) -> Arguments:
        """Environment, then command line; files that it names without an option come last."""
        line = self._start.line("uwsgi")
        self.gaps += line.gaps
        for option in line.options:
            self._take(option)
        for word in line.rest:
            if is_configuration(word.text):
                self._read(word.text, self._start.place)
        return line

    def take_file(self, path: Path) -> None:
        """A file by itself: a vassal of an Emperor."""
        self._read(path.as_posix(), self._start.place)

    def _take(self, option: Option) -> None:
        """Add one; a file is read where it is named, a placeholder is an option of its own."""
        value, known = expanded(option.value, self._environment, self._earlier)
        option = Option(option.name, value, option.place, option.known and known)
        self.options.append(option)
        if option.name in _FILES:
            self._read(value, option.place, "" if option.name in ("include", "inherit", "config") else option.name)
        elif option.name in ("set", "set-placeholder"):
            name, _, text = value.partition("=")
            self._take(Option(self._named(name), text, option.place, option.known))

    def _read(self, named: str, place: Place, language: str = "") -> None:
        name, _, section = named.rpartition(":") if ":" in named else (named, "", "")
        path = (self._start.located(name) if name else self.files[-1] if self.files else None)
        reader = LANGUAGES.get(language or name.rpartition(".")[2])
        if path is None or not path.is_file() or reader is None or len(self.files) >= _MOST:
            shown = self._start.shown(path) if path else named
            self._unread(place, f"configuration {shown} {_why(path, reader is not None, len(self.files))}")
            return
        self.files.append(path)
        try:
            text = magic(path.read_text(encoding="utf-8", errors="replace"), path, self._start.folder)
            self._take_lines(path, reader(text, section or "uwsgi"))
        except BrokenFileError as error:
            self._unread(Place(self._start.shown(path), error.line), f"cannot be read: {error}")
        except OSError as error:
            self._unread(place, f"configuration {named} cannot be read: {error.strerror}")

    def _take_lines(self, path: Path, lines: Iterable[Given]) -> None:
        before = len(self.options)
        for given in lines:
            self._take_line(given, Place(self._start.shown(path), given.line))
        if len(self.options) == before:
            self._unread(Place(self._start.shown(path), 1), "no option of uWSGI in the section asked for")

    def _unread(self, place: Place, what: str) -> None:
        self.gaps.append(Gap(place, what))
        self.unread += 1

    def _take_line(self, given: Given, place: Place) -> None:
        if given.name in ENDS:
            self._block = Block()
        elif given.name == "else":
            self._block = Block(Ternary.UNKNOWN)  # a name like any other before uWSGI 2.1
        elif (block := self._opened(given)) is not None:
            self._block = block
        elif self._block.runs is not Ternary.NO:
            block = self._block
            for item in block.items if block.items is not None else ("",):
                value = given.value.replace("%(_)", item)
                self._take(Option(self._named(given.name), value, place, block.runs is Ternary.YES))

    def _opened(self, given: Given) -> Block | None:
        value = expanded(given.value, self._environment, self._earlier)[0]
        return opened(given.name, value, self._environment, self._earlier)

    def _named(self, name: str) -> str:
        return self._names.get(f"--{name}", ("", name))[1]

    def _earlier(self, name: str) -> str | None:
        named = self._named(name)
        return next((option.value for option in self.options if option.name == named), None)


def is_configuration(text: str) -> bool:
    """Whether a word by itself names a file of options, perhaps with its section (`web.ini:production`)."""
    return text.partition(":")[0].rpartition(".")[2] in LANGUAGES


def _why(path: Path | None, is_known: bool, files: int) -> str:
    if files >= _MOST:
        return "is not read: files include files without end"
    return "is not in this tree" if path is None or not path.is_file() or is_known else "is in no language that is read"
