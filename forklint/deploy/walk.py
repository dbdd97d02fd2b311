"""The files of interest below a folder: one pass with `os.scandir`, nothing opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from forklint.deploy import exclude


@dataclass(frozen=True, slots=True)
class Tree:
    """What a walk found. Paths are relative to `top`, with forward slashes; `""` is `top` itself."""

    top: str
    folders: dict[str, list[str]] = field(default_factory=dict)
    """Folder -> names of its Python files, sorted, for each folder that holds one."""
    others: dict[str, list[str]] = field(default_factory=dict)
    """Folder -> names of other files that may describe a deployment, sorted, for each folder that holds one."""
    unreadable: dict[str, str] = field(default_factory=dict)
    """Path -> why it could not be looked at."""

    def files(self) -> Iterator[str]:
        """Every file, folder by folder."""
        for folder, names in self.folders.items():
            yield from (join(folder, name) for name in names)

    def descriptive(self) -> Iterator[str]:
        """Every other file that may describe a deployment, nearest folders first."""
        for folder in sorted(self.others, key=lambda folder: (folder.count("/") + bool(folder), folder)):
            yield from (join(folder, name) for name in self.others[folder])

    def has(self, path: str) -> bool:
        """Whether a Python file was found."""
        folder, _, name = path.rpartition("/")
        return name in self.folders.get(folder, ())

    def holds(self, path: str) -> bool:
        """Whether a file of any kind that is of interest was found."""
        folder, _, name = path.rpartition("/")
        return name in self.folders.get(folder, ()) or name in self.others.get(folder, ())

    def path(self, relative: str) -> str:
        """Absolute path of what was found."""
        return join(self.top, relative) if relative else self.top


def walk(top: Path, excluded: exclude.Excluded = exclude.nothing, tests: bool = False) -> Tree:
    """Find the Python files that a master may load, and the files that may say how.

    A folder is looked at once: a link to one that lies in the tree anyway, or that leads back up, adds nothing.
    Real folders come first, so that a module has its real name.
    """
    walker = _Walker(Tree(top.as_posix()), excluded, tests)
    walker.visit([""])
    if walker.links:
        walker.visit_links()
    return walker.tree


def join(folder: str, name: str) -> str:
    """A path below a folder; `""` is the top."""
    return f"{folder}/{name}" if folder else name


class _Walker:
    def __init__(self, tree: Tree, excluded: exclude.Excluded, tests: bool) -> None:
        self.tree = tree
        self.links: list[str] = []
        self._excluded = excluded
        self._tests = tests
        self._visited: list[str] = []
        self._seen: set[tuple[int, int]] = set()

    def visit(self, waiting: list[str]) -> None:
        """Real folders: there is no loop among them, and none needs a look at its inode."""
        while waiting:
            folder = waiting.pop()
            listing = self._list(folder)
            if listing is not None and not self._is_left_out(folder, listing):
                self._visited.append(folder)
                self._take(folder, listing, waiting)

    def visit_links(self) -> None:
        """Linked folders, and what is real below them, unless it was seen under another name."""
        self._seen.update(key for folder in self._visited if (key := self._key(folder)))
        while self.links:
            waiting = [self.links.pop(0)]
            while waiting:
                folder = waiting.pop()
                key = self._key(folder)
                if key and key not in self._seen:
                    self._seen.add(key)
                    below: list[str] = []
                    listing = self._list(folder)
                    if listing is not None and not self._is_left_out(folder, listing):
                        self._take(folder, listing, below)
                    waiting += below

    def _list(self, folder: str) -> list[os.DirEntry[str]] | None:
        try:
            with os.scandir(self.tree.path(folder)) as entries:
                return list(entries)
        except OSError as error:
            self.tree.unreadable[folder] = f"folder cannot be read: {error.strerror or error}"
            return None

    def _is_left_out(self, folder: str, listing: list[os.DirEntry[str]]) -> bool:
        if not folder:
            return False
        parent, _, name = folder.rpartition("/")
        inside = {entry.name for entry in listing}
        beside = self.tree.folders.get(parent, ())
        if folder.endswith("management/commands"):  # Django imports a command's module when that command is run
            return True
        return exclude.folder_left_out(name, inside, beside, self._tests) or self._excluded(folder, True)

    def _take(self, folder: str, listing: list[os.DirEntry[str]], waiting: list[str]) -> None:
        """Sort the names of one folder into files of interest and folders to visit."""
        files, others = [], []
        for entry in listing:
            name = entry.name
            try:
                if name.endswith(".py"):
                    if entry.is_file():
                        files.append(name)
                elif exclude.may_describe(name) and entry.is_file():
                    others.append(name)
                elif entry.is_dir() and not exclude.name_left_out(name):
                    (self.links if entry.is_symlink() else waiting).append(join(folder, name))
            except OSError:
                continue  # a link that leads nowhere
        kept = [name for name in files if self._is_wanted(folder, name, files)]
        if kept:
            self.tree.folders[folder] = sorted(kept)
        if described := [name for name in others if self._is_told(join(folder, name))]:
            self.tree.others[folder] = sorted(described)

    def _is_wanted(self, folder: str, name: str, beside: list[str]) -> bool:
        path = join(folder, name)
        if exclude.file_left_out(name, beside, self._tests) or self._excluded(path, False):
            return False
        if not is_text(path):
            self.tree.unreadable[path] = "its name is no valid text: no import reaches it"
            return False
        return True

    def _is_told(self, path: str) -> bool:
        return is_text(path) and not self._excluded(path, False)

    def _key(self, folder: str) -> tuple[int, int] | None:
        try:
            status = os.stat(self.tree.path(folder))  # noqa: PTH116 - a Path for each costs more than the walk
        except OSError as error:
            self.tree.unreadable[folder] = f"folder cannot be read: {error.strerror or error}"
            return None
        return status.st_dev, status.st_ino


def is_text(path: str) -> bool:
    """Whether a path can be written down: names of files are bytes, and need not be UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
