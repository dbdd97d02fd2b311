"""Which fact speaks of which class: public names are looked up among what is already imported.

Nothing is imported and no attribute of a module is asked for: a lazy module would wake up.
"""

from __future__ import annotations

import sys
from typing import Any

from . import safe

NOT_LIKE_THEIR_BASE = ("random.SystemRandom", "threading._MainThread")
"""Classes to which the facts on their bases do not apply: one draws from the kernel, one is the thread that forks."""


class Known:
    """The facts on types, by the classes and the objects that bear their names."""

    def __init__(self, types: dict[str, dict[str, Any]]) -> None:
        self.types = types
        self._others = frozenset(name for name in NOT_LIKE_THEIR_BASE if name not in types)
        self.objects: dict[int, str] = {}
        """Id of an object that exists once per process (`django.db.connections`) -> public name."""
        self.places: list[tuple[str, Any]] = []
        """(qualified name, object) of the same objects."""
        self._classes: dict[int, str] = {}
        self._short: dict[tuple[str, str], str] = {}
        for name, fact in types.items():
            self._add(name, fact)

    def _add(self, public: str, fact: dict[str, Any]) -> None:
        if _top(public) not in sys.modules:
            return
        found = [(name, find(name)) for name in (public, *_runtime(fact))]
        for name, held in found:
            if issubclass(type(held), type):
                self._classes.setdefault(id(held), public)
            elif held is not safe.MISSING:
                self.objects.setdefault(id(held), public)
                self.places.append((name, held))
        if all(held is safe.MISSING for _, held in found) and public.rpartition(".")[2][:1].isupper():
            self._remember_short(public)

    def fact_on(self, held: object) -> str:
        """Public name of the row that speaks of this very object, or of its class."""
        return self.objects.get(id(held)) or self.fact_of(type(held), safe.names(type(held)))

    def _remember_short(self, public: str) -> None:
        """One class name under one top-level package is one class, unless two rows share it."""
        key = (_top(public), public.rpartition(".")[2])
        self._short[key] = "" if key in self._short else public

    def fact_of(self, cls: type, names: frozenset[str]) -> str:
        """Public name of the row that speaks of a class or of the nearest of its bases; empty where none does.

        `names` are those of the class and its bases.
        """
        if not self._others.isdisjoint(names):
            return ""
        for base in safe.mro(cls):
            found = self._classes.get(id(base)) or self._by_last_name(base)
            if found:
                return found
        return ""

    def says(self, public: str, key: str) -> str:
        """What a row says under a key; empty where it says nothing."""
        said = self.types.get(public, {}).get(key)
        return said if type(said) is str else ""

    def _by_last_name(self, cls: type) -> str:
        name = safe.name_of(cls) if self._short else ""
        return self._short.get((_top(name), name.rpartition(".")[2]), "")


def find(name: str) -> Any:
    """What a dotted name stands for among the modules that are loaded; MISSING where it cannot be told."""
    parts = name.split(".")
    for size in range(len(parts) - 1, 0, -1):
        module = sys.modules.get(".".join(parts[:size]))
        if module is not None:
            return _inside(module, parts[size:])
    return safe.MISSING


def _inside(holder: Any, parts: list[str]) -> Any:
    for part in parts:
        if safe.is_module(holder):
            holder = safe.module_globals(holder).get(part, safe.MISSING)
        elif issubclass(type(holder), type):
            holder = safe.lookup(holder, part)
        else:
            return safe.MISSING
    # Functions and modules bear names of facts too, but are no resources.
    return safe.MISSING if safe.name_of(type(holder)) in _NO_RESOURCES or safe.is_module(holder) else holder


_NO_RESOURCES = ("builtins.function", "builtins.builtin_function_or_method", "builtins.method", "builtins.object")


def _top(name: str) -> str:
    return name.partition(".")[0]


def _runtime(fact: dict[str, Any]) -> list[str]:
    said = fact.get("runtime") or ()
    return [said] if isinstance(said, str) else list(said)
