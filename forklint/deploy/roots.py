"""Which dotted name a file has, seen from which folder: packages, namespace packages, folders of scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from forklint.deploy.walk import Tree

_IMPORT = re.compile(rb"\n[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+\(?([\w \t,]*)|import[ \t]+([\w., \t]+))")
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

        A folder without `__init__.py` is part of a namespace package where it lies in a package, where something
        imports it by its dotted name, or where its own files import relatively; else it is a folder of scripts, an
        import root of its own.
        """
        known = self._homes.get(folder)
        if known is None:
            known = self._homes[folder] = self._find(folder)
        return known

    def _find(self, folder: str) -> Home:
        parent, _, name = folder.rpartition("/")
        above = self.home(parent)
        below = Home(above.root, (*above.package, name))
        if name.isidentifier() and (above.package or self._is_package(folder, below)):
            return below
        return Home(self._tree.path(folder))

    def _is_package(self, folder: str, home: Home) -> bool:
        if self._tree.has(f"{folder}/__init__.py"):
            return True
        if self._tree.has(f"{folder}/{home.package[-1]}/__init__.py"):
            return False  # Django's layout: the folder `shop/` holds `manage.py` and the package `shop`
        below = self._imported.below.get(".".join(home.package), set())
        return folder in self._imported.relative or any(self._holds(folder, name) for name in below)

    def _holds(self, folder: str, name: str) -> bool:
        if self._tree.has(f"{folder}/{name}.py"):
            return True
        return any(f"{other}/".startswith(f"{folder}/{name}/") for other in self._tree.folders)

    @cached_property
    def _imported(self) -> _Imported:
        """Only trees that hold a plain folder pay for this reading."""
        return _imports_in(self._tree)


@dataclass(frozen=True, slots=True)
class _Imported:
    """What the files of a tree import."""

    below: dict[str, set[str]]
    """Dotted name -> what is imported from it, by an import statement or by a text that spells a module."""
    relative: set[str]
    """Folders whose files import relatively."""


def _imports_in(tree: Tree) -> _Imported:
    statements: set[tuple[bytes, bytes, bytes]] = set()
    texts: set[bytes] = set()
    relative: set[str] = set()
    for file in tree.files():
        text = b"\n" + _beginning(tree.path(file))
        found = set(_IMPORT.findall(text))
        for base in {base for base, _, _ in found if base.startswith(b".")}:
            relative.update(_upwards(file.rpartition("/")[0], len(base) - len(base.lstrip(b"."))))
        statements |= found
        texts.update(_DOTTED_TEXT.findall(text))
    names = {name for statement in statements for name in _names(*(part.decode() for part in statement))}
    names.update(name for name in map(bytes.decode, texts) if _is_module(name, tree))
    return _Imported(_below(names), relative)


def _beginning(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - a Path per file is slower than the read
            return stream.read(_GLANCE)
    except OSError:
        return b""


def _names(base: str, names: str, modules: str) -> Iterator[str]:
    """The dotted names of one import statement's first line."""
    if base and not base.startswith("."):
        yield base
        yield from (f"{base}.{name.split()[0]}" for name in names.split(",") if name.strip())
    yield from (module.split()[0] for module in modules.split(",") if module.strip())


def _is_module(dotted: str, tree: Tree) -> bool:
    path = dotted.replace(".", "/")
    return path in tree.folders or tree.has(f"{path}.py")


def _below(names: set[str]) -> dict[str, set[str]]:
    below: dict[str, set[str]] = {}
    for name in names:
        parts = name.split(".")
        for depth in range(1, len(parts)):
            below.setdefault(".".join(parts[:depth]), set()).add(parts[depth])
    return below


def _upwards(folder: str, levels: int) -> list[str]:
    """The folder and those above it that a relative import of so many dots shows to be packages."""
    parts = folder.split("/") if folder else []
    return ["/".join(parts[: len(parts) - up]) for up in range(min(levels, len(parts)))]
