"""Where a server is started: what its command line's paths mean in this tree."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from forklint.deploy.find import module_file, search_folders
from forklint.deploy.invocation import Invocation, Word
from forklint.deploy.paths import shown, unique
from forklint.deploy.servers.arguments import Arguments, arguments, spellings
from forklint.deploy.walk import Tree
from forklint.knowledge.schema import Options
from forklint.knowledge.servers import servers
from forklint.model.deployment import Option
from forklint.model.place import Gap, Place


@dataclass(frozen=True)
class Start:
    """One invocation in its tree, as the readers of servers see it."""

    invocation: Invocation
    tree: Tree
    base: str
    """Absolute folder that shown paths are relative to."""

    @property
    def words(self) -> tuple[Word, ...]:
        """What stands behind the program."""
        return self.invocation.words[1:]

    def line(self, server: str) -> Arguments:
        """The command line as that server reads it, and before it what the environment says in its stead."""
        table = servers()[server].options
        read = arguments(self.words, self.place, table)
        return replace(read, options=(*self._variables(table), *read.options))

    def _variables(self, table: Options) -> Iterator[Option]:
        """`UVICORN_WORKERS=4` is `--workers 4`, and weaker than the command line."""
        known = spellings(table)
        for name, word in self.environment.items():
            if table.variables and name.startswith(table.variables):
                option = name.removeprefix(table.variables).lower().replace("_", "-")
                kind, named = known.get(f"--{option}", ("value" if table.others else "", option))
                if kind:
                    yield Option(named, word.text, self.place, word.known)

    @property
    def place(self) -> Place:
        """The line that starts it."""
        return self.invocation.place

    @property
    def folder(self) -> Path:
        """Absolute folder that it is started in; the tree's top where nothing says so."""
        return Path(self.invocation.folder or self.tree.top)

    @cached_property
    def environment(self) -> Mapping[str, Word]:
        """What the description sets for it."""
        return self.invocation.environment

    def variables(self, more: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
        """What of the environment is known, and further `NAME=value` texts."""
        known = {name: word.text for name, word in self.environment.items() if word.known}
        known.update((name, value) for name, equals, value in (text.partition("=") for text in more) if equals)
        return tuple(known.items())

    def located(self, text: str, folder: Path | None = None) -> Path | None:
        """The file or folder of this tree that a path of the served system stands for; None where there is none.

        An absolute path is one of a container or of another machine: the longest tail that lies in the tree counts,
        so that `/app/deploy/gunicorn.py` is found. What lies outside the tree is never looked at.
        """
        start, described = folder or self.folder, Path(self.base, self.place.path).parent
        parts = Path(text).parts
        if not Path(text).is_absolute():
            return _first([start / text, Path(self.tree.top) / text, described / text])
        if text.startswith(f"{self.tree.top.rstrip('/')}/") or text == self.tree.top:
            return _first([Path(text)])
        tails = [Path(*parts[number:]) for number in range(1, len(parts))]
        return _first([place / tail for tail in tails for place in (start, Path(self.tree.top))])

    def moved(self, text: str) -> Path:
        """The folder that a `chdir` leads to; where it is none of this tree, the start folder stands for it."""
        found = self.located(text) if text else None
        return found if found and found.is_dir() else self.folder

    def module(self, name: str, folders: Iterable[Path] = ()) -> Path | None:
        """The file of a module that is imported from some folders, else from the start folder."""
        return module_file(name, [*folders, *search_folders(self.folder), *search_folders(Path(self.tree.top))])

    def imports(self, texts: Iterable[str], moved: Path) -> tuple[str, ...]:
        """Absolute folders to import from: those of this tree that paths stand for, where the server has moved to, and
        its start, because the folder of another machine that it moves to need not be the one that was found here.
        """
        found = [self.located(text, moved) for text in texts if text]
        return unique([path.as_posix() for path in (*found, moved, self.folder) if path is not None])

    def shown(self, path: Path) -> str:
        """A path as reports have it."""
        return shown(path.as_posix(), self.base)

    def gap(self, what: str, place: Place | None = None) -> Gap:
        """Something that could not be looked at, at the line that starts the server unless another is named."""
        return Gap(place or self.place, what)


def _first(paths: Iterable[Path]) -> Path | None:
    return next((Path(os.path.normpath(path)) for path in paths if os.path.exists(path)), None)  # noqa: PTH110 - no error
