"""Which dotted name a file has, seen from which folder: packages, namespace packages, folders of scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from forklint.deploy.walk import Tree

_IMPORT = re.compile(
    rb"^[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+\(?([\w \t,]*)|import[ \t]+([\w., \t]+))", re.MULTILINE
)
_DOTTED_TEXT = re.compile(rb"""["']([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)["']""")
_GLANCE = 1 << 18
"""Bytes of a file that are searched for imports."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where the modules of a folder live: the import root, and the package's dotted name below it."""

    root: str
    """Absolute path."""
    package: tuple[str, ...] = ()


def import_root(folder: Path) -> Home:
    """Walk up while there is an `__init__.py`: `/lib/django/db` is the package `django.db` below `/lib`."""
    parts: list[str] = []
    while (folder / "__init__.py").exists() and folder.parent != folder:
        parts.insert(0, folder.name)
        folder = folder.parent
    return Home(folder.as_posix(), tuple(parts))


class Namer:
    """Names the folders of one tree."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._homes: dict[str, Home] = {"": import_root(Path(tree.top))}

    def home(self, folder: str) -> Home:
        """The home of a folder's modules, `folder` relative to the tree's top.

        A folder without `__init__.py` is part of a namespace package where something imports it by its dotted name
        or its own files import relatively; else it is a folder of scripts, an import root of its own.
        """
        known = self._homes.get(folder)
        if known is None:
            known = self._homes[folder] = self._find(folder)
        return known

    def _find(self, folder: str) -> Home:
        parent, _, name = folder.rpartition("/")
        above = self.home(parent)
        below = Home(above.root, (*above.package, name))
        if name.isidentifier() and (self._tree.has(f"{folder}/__init__.py") or self._is_namespace(folder, below)):
            return below
        return Home(self._tree.path(folder))

    def _is_namespace(self, folder: str, home: Home) -> bool:
        dotted = ".".join(home.package)
        return dotted in self._imported.names or folder in self._imported.relative

    @cached_property
    def _imported(self) -> _Imported:
        """Only trees that hold a plain folder pay for this reading."""
        return _imports_in(self._tree)


@dataclass(frozen=True, slots=True)
class _Imported:
    names: set[str]
    """Dotted names that some import statement, or a text that spells a module, mentions; with all their parents."""
    relative: set[str]
    """Folders whose files import relatively."""


def _imports_in(tree: Tree) -> _Imported:
    found = _Imported(set(), set())
    for file in tree.files():
        try:
            with open(tree.path(file), "rb") as stream:  # noqa: PTH123 - a Path per file is slower than the read
                text = stream.read(_GLANCE)
        except OSError:
            continue
        _glance(text, file.rpartition("/")[0], tree, found)
    return found


def _glance(text: bytes, folder: str, tree: Tree, found: _Imported) -> None:
    for match in _IMPORT.finditer(text):
        base, names, modules = (group.decode("utf-8", "replace") if group else "" for group in match.groups())
        if base.startswith("."):
            found.relative.update(_upwards(folder, len(base) - len(base.lstrip("."))))
        elif base:
            _add(found.names, base)
            found.names.update(f"{base}.{name.split()[0]}" for name in names.split(",") if name.strip())
        for module in modules.split(","):
            _add(found.names, module.split()[0] if module.strip() else "")
    for match in _DOTTED_TEXT.finditer(text):
        dotted = match.group(1).decode("utf-8", "replace")
        path = dotted.replace(".", "/")
        if path in tree.folders or tree.has(f"{path}.py"):
            _add(found.names, dotted)


def _upwards(folder: str, levels: int) -> list[str]:
    """The folder and those above it that a relative import of so many dots shows to be packages."""
    parts = folder.split("/") if folder else []
    return ["/".join(parts[: len(parts) - up]) for up in range(min(levels, len(parts)))]


def _add(names: set[str], dotted: str) -> None:
    while dotted and dotted not in names:
        names.add(dotted)
        dotted = dotted.rpartition(".")[0]
