"""`What is sqlalchemy.create_engine?`: facts files, read only when a program imports what they speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import msgspec

from forklint.knowledge.decode import read_toml
from forklint.knowledge.lenient import Read, read_facts
from forklint.knowledge.locate import rules_folder
from forklint.knowledge.references import dangling
from forklint.knowledge.schema import CallFact, Duck, FactsFile, ImportFact, SubclassFact, TypeFact

_MODULES = re.compile(r"^modules\s*=\s*\[([^\]]*)\]", re.MULTILINE)
_NAME = re.compile(r"['\"]([\w.]+)['\"]")


@dataclass
class Facts:
    """All facts files, indexed by the import names that they declare and decoded on first need."""

    folders: tuple[Path, ...] = ()
    """Users' folders, which come after the shipped one and win over it."""
    types: dict[str, TypeFact] = field(default_factory=dict)
    calls: dict[str, CallFact] = field(default_factory=dict)
    imports: dict[str, ImportFact] = field(default_factory=dict)
    subclasses: dict[str, SubclassFact] = field(default_factory=dict)
    ducks: dict[str, list[Duck]] = field(default_factory=dict)
    files: dict[str, FactsFile] = field(default_factory=dict)
    """Type or call name -> the file that says it."""
    _short: dict[tuple[str, str], str | None] = field(default_factory=dict)
    read: dict[Path, FactsFile] = field(default_factory=dict)
    """The files that were decoded so far."""

    @cached_property
    def index(self) -> dict[str, list[Path]]:
        """Top-level import name -> facts files that speak of it."""
        found: dict[str, list[Path]] = {}
        declared = [(path, _declared_modules(path)) for path in sorted((rules_folder() / "facts").glob("*.toml"))]
        declared += [(path, read.file.modules) for path, read in self.own.items() if read.file]
        for path, modules in declared:
            for top in dict.fromkeys(name.split(".")[0] for name in modules):
                found.setdefault(top, []).append(path)
        return found

    @cached_property
    def own(self) -> dict[Path, Read]:
        """Users' files, as far as they can be understood: all are read, so that no mistake in one goes unnoticed."""
        return {path: read_facts(path) for folder in self.folders for path in sorted(folder.glob("*.toml"))}

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with users' files, each with file, row and key; rows that cannot be read do not count."""
        return tuple(problem for path, read in self.own.items() for problem in read.problems or self._dangling(path))

    def _dangling(self, path: Path) -> list[str]:
        file = self.own[path].file
        if file is None:
            return []
        names = msgspec.to_builtins(file)
        return [f"{path}: {wrong.said(names)}" for wrong in dangling(file, self._is_type)]

    def _is_type(self, name: str) -> bool:
        return self.type_named(name) is not None

    def knows(self, module: str) -> bool:
        """Whether a facts file speaks of this import name's top-level package."""
        return module.split(".", 1)[0] in self.index

    def load(self, module: str) -> None:
        """Decode the files that speak of a package, once."""
        for path in self.index.get(module.split(".", 1)[0], ()):
            if path not in self.read:
                own = self.own.get(path)
                self.read[path] = own.file if own and own.file else read_toml(path, FactsFile)
                self._add(self.read[path])

    def load_all(self) -> None:
        """Decode every file: for listings and checks."""
        for module in list(self.index):
            self.load(module)

    def type_named(self, name: str) -> TypeFact | None:
        """The type that goes by this qualified name."""
        self.load(name)
        found = self.types.get(name)
        if found is None and (short := self._by_last_name(name)):
            found = self.types.get(short)
        return found

    def call_named(self, name: str) -> CallFact | None:
        """The call row for this qualified name."""
        self.load(name)
        found = self.calls.get(name)
        if found is None and (short := self._by_last_name(name)):
            found = self.calls.get(short)
        return found

    def distribution_of(self, name: str) -> str:
        """The distribution that answers for this row; empty where no file has it."""
        return next(iter(self.distributions_of(name)), "")

    def distributions_of(self, name: str) -> tuple[str, ...]:
        """All distributions one of which answers for this row, the usual one first."""
        file = self.files.get(name)
        if file is None:
            return ()
        return (file.stands_on,) if file.stands_on else (file.distribution, *file.alternatives)

    def source_of(self, name: str) -> str:
        """The source of a type row, else of its file."""
        file, row = self.files.get(name), self.types.get(name)
        return (row.source if row else "") or (file.source if file else "")

    def _by_last_name(self, name: str) -> str | None:
        """Libraries re-export: one class name under one top-level package is one object."""
        top, _, rest = name.partition(".")
        last = rest.rpartition(".")[2]
        return self._short.get((top, last)) if last[:1].isupper() and "(" not in name else None

    def _add(self, file: FactsFile) -> None:
        for row in file.type:
            for name in (row.name, *row.aliases):
                self.types[name] = row
                self._register(name, file)
        for call in file.call:
            for name in call.names:
                self.calls[name] = call
                self._register(name, file)
        for fact in file.imports:
            self.imports.update(dict.fromkeys(fact.names, fact))
            self.files.update(dict.fromkeys(fact.names, file))
        for subclass in file.subclass:
            self.subclasses[subclass.base] = subclass
        for duck in file.duck:
            for member in duck.members:
                self.ducks.setdefault(member, []).append(duck)

    def _register(self, name: str, file: FactsFile) -> None:
        self.files[name] = file
        key = (name.partition(".")[0], name.rpartition(".")[2])
        known = self._short.setdefault(key, name)
        if known != name and self._row(known) is not self._row(name):
            self._short[key] = None

    def _row(self, name: str | None) -> TypeFact | CallFact | None:
        return (self.types.get(name) or self.calls.get(name)) if name else None


def _declared_modules(path: Path) -> Sequence[str]:
    """The `modules` key by a glance at the text: decoding a hundred files would cost more than a check."""
    found = _MODULES.search(path.read_text(encoding="utf-8", errors="replace"))
    return _NAME.findall(found.group(1)) if found else []
