"""The Python files below a folder: one pass with `os.scandir`, nothing opened."""

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
    """Folder -> names of its Python files, for each folder that holds one."""
    unreadable: dict[str, str] = field(default_factory=dict)
    """Folder -> why it could not be read."""

    def files(self) -> Iterator[str]:
        """Every file, folder by folder."""
        for folder, names in self.folders.items():
            yield from (f"{folder}/{name}" if folder else name for name in names)

    def has(self, path: str) -> bool:
        """Whether a file was found."""
        folder, _, name = path.rpartition("/")
        return name in self.folders.get(folder, ())

    def path(self, relative: str) -> str:
        """Absolute path of what was found."""
        return f"{self.top}/{relative}" if relative else self.top


def walk(top: Path, excluded: exclude.Excluded = exclude.nothing, tests: bool = False) -> Tree:
    """Find the Python files that a master may load.

    A folder is looked at once: a link to one that lies in the tree anyway, or that leads back up, adds nothing.
    Real folders come first, so that a module has its real name.
    """
    tree = Tree(top.as_posix())
    seen: set[tuple[int, int]] = set()
    links: list[str] = []
    waiting = [""]
    while waiting or links:
        folder = waiting.pop() if waiting else links.pop(0)
        if not _is_new(tree, folder, seen):
            continue
        listing = _list(tree, folder)
        if listing is None or (folder and _pruned(tree, folder, listing, excluded, tests)):
            continue
        _take(tree, folder, listing, excluded, tests, (waiting, links))
    for names in tree.folders.values():
        names.sort()
    return tree


def _take(
    tree: Tree,
    folder: str,
    listing: list[os.DirEntry[str]],
    excluded: exclude.Excluded,
    tests: bool,
    queues: tuple[list[str], list[str]],
) -> None:
    """Sort the names of one folder into files of interest and folders to visit."""
    waiting, links = queues
    names = [entry.name for entry in listing]
    for entry in listing:
        path = f"{folder}/{entry.name}" if folder else entry.name
        kind = _kind(entry)
        if kind == "file" and not exclude.file_left_out(entry.name, names, tests) and not excluded(path, False):
            tree.folders.setdefault(folder, []).append(entry.name)
        elif kind == "folder" and not exclude.name_left_out(entry.name):
            (links if entry.is_symlink() else waiting).append(path)


def _kind(entry: os.DirEntry[str]) -> str:
    """`file` for a Python file, `folder`, or nothing of interest; a link that leads nowhere is nothing."""
    try:
        if entry.name.endswith(".py") and entry.is_file():
            return "file"
        return "folder" if entry.is_dir() else ""
    except OSError:
        return ""


def _pruned(tree: Tree, folder: str, listing: list[os.DirEntry[str]], excluded: exclude.Excluded, tests: bool) -> bool:
    parent, _, name = folder.rpartition("/")
    inside = [entry.name for entry in listing]
    return exclude.folder_left_out(name, inside, tree.folders.get(parent, ()), tests) or excluded(folder, True)


def _is_new(tree: Tree, folder: str, seen: set[tuple[int, int]]) -> bool:
    try:
        status = os.stat(tree.path(folder))  # noqa: PTH116 - a Path for each of 50,000 costs more than the walk
    except OSError as error:
        tree.unreadable[folder] = error.strerror or str(error)
        return False
    key = (status.st_dev, status.st_ino)
    new = key not in seen
    seen.add(key)
    return new


def _list(tree: Tree, folder: str) -> list[os.DirEntry[str]] | None:
    try:
        with os.scandir(tree.path(folder)) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        tree.unreadable[folder] = error.strerror or str(error)
        return None
