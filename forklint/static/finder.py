"""Module names to files, the way the import system would: regular packages, modules, then namespace packages."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cached_property

STANDARD = frozenset(sys.stdlib_module_names)


@dataclass(frozen=True, slots=True)
class Spec:
    """Where a module is: a file, or the folders of a namespace package."""

    name: str
    path: str
    """The file; empty for a namespace package."""
    package: bool
    folders: tuple[str, ...] = ()
    """Packages: where submodules are looked for."""


class Finder:
    """Finds the program's own modules below its roots."""

    def __init__(self, roots: tuple[str, ...], follow: tuple[str, ...] = ()) -> None:
        self.roots = roots
        self.follow = frozenset(follow)
        self.probed: set[str] = set()
        """Paths that were looked for and did not exist."""
        self.listed: set[str] = set()
        """Folders whose lists the program itself asks for: what comes or goes there changes what it loads."""
        self._listings: dict[str, frozenset[str]] = {}
        self._specs: dict[str, Spec | None] = {}

    def find(self, name: str) -> Spec | None:
        """The module of that name, or None where the program has none."""
        if name not in self._specs:
            self._specs[name] = self._find(name)
        return self._specs[name]

    def register(self, spec: Spec) -> None:
        """Pin a module to a file: targets that are named by path."""
        self._specs[spec.name] = spec

    def _find(self, name: str) -> Spec | None:
        parent, _, last = name.rpartition(".")
        if parent:
            above = self.find(parent)
            return self._search(name, last, above.folders) if above and above.package else None
        if name in STANDARD and self._in_standard_library:
            return None
        if name in self.follow:
            return self._search(name, last, (*self.roots, *self._installed))
        return self._search(name, last, self.roots)

    def _search(self, name: str, last: str, folders: tuple[str, ...]) -> Spec | None:
        namespaces = []
        for folder in folders:
            listing = self._listing(folder)
            if last in listing:
                inner = os.path.join(folder, last)
                if "__init__.py" in self._listing(inner):
                    return Spec(name, os.path.join(inner, "__init__.py"), True, (inner,))
                if self._listing(inner):
                    namespaces.append(inner)
            if f"{last}.py" in listing:
                return Spec(name, os.path.join(folder, f"{last}.py"), False)
            self.probed.add(os.path.join(folder, f"{last}.py"))
            self.probed.add(os.path.join(folder, last, "__init__.py"))
        return Spec(name, "", True, tuple(namespaces)) if namespaces else None

    @cached_property
    def _in_standard_library(self) -> bool:
        """Whether the program lies in Python's own library, whose modules are then no part of it."""
        return any({"os.py", "site.py", "threading.py"} <= self._listing(root) for root in self.roots)

    def _listing(self, folder: str) -> frozenset[str]:
        if folder not in self._listings:
            try:
                self._listings[folder] = frozenset(os.listdir(folder))
            except OSError:
                self._listings[folder] = frozenset()
        return self._listings[folder]

    @cached_property
    def _installed(self) -> tuple[str, ...]:
        return tuple(path for path in sys.path if path.endswith(("site-packages", "dist-packages")))
