"""From what the person typed to masters: an entry spec, a dotted name, a file or a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from forklint.deploy import exclude
from forklint.deploy.find import file_of, find_module, module_file, near_module, near_path, search_folders
from forklint.deploy.folder import serve_folder
from forklint.deploy.one import serve_file, serve_module, serve_moved
from forklint.deploy.served import Served
from forklint.deploy.spec import is_dotted, parse_spec
from forklint.errors import CouldNotLook, UsageError
from forklint.model.deployment import Declared, Entry


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is the same for every target of a run."""

    cwd: Path
    """Absolute; reported paths are relative to it."""
    follow: tuple[str, ...] = ()
    """Import names of installed packages to open."""
    excluded: exclude.Excluded = exclude.nothing
    declared: tuple[Declared, ...] = ()
    """The deployments that the project itself names; they win over all that folders describe."""
    home: Path | None = None
    """The folder of the project's configuration, where its modules are found and its patterns count from."""

    def excluded_in(self, folder: Path) -> exclude.Excluded:
        """The patterns as they fit paths from a folder; from one outside they count from itself."""
        base = self.home or self.cwd
        if folder == base or not folder.is_relative_to(base):
            return self.excluded
        prefix = folder.relative_to(base).as_posix()
        return lambda name, is_folder: self.excluded(f"{prefix}/{name}", is_folder)

    def found(self, name: str) -> tuple[Path, Path] | None:
        """The folder that a server is started in, and the file or folder that a dotted name is there."""
        for start in self._starts():
            if found := find_module(name, search_folders(start)):
                return start, found[1]
        return None

    def searched(self) -> list[Path]:
        """Folders in which modules are looked for."""
        return [folder for start in self._starts() for folder in search_folders(start)]

    def _starts(self) -> list[Path]:
        return list(dict.fromkeys([self.cwd, self.home or self.cwd]))


def serve(target: str, around: Surroundings) -> tuple[Served, ...]:
    """The masters that one target stands for.

    What exists as a path is a path; else `:` makes an entry spec; else it is a dotted name.
    Raises CouldNotLook where there is no such thing, UsageError where an entry spec cannot be read.
    """
    if not target:
        raise UsageError("a target is empty", "Without a target the current folder is meant.")
    path = _absolute(around.cwd, target)
    if path.is_dir():
        return _serve_folder(path, around)
    if path.exists():
        return (serve_file(path, around.cwd, around.follow),)
    if ":" in target:
        return (_serve_spec(target, around),)
    return _serve_dotted(target, around)


def _serve_spec(target: str, around: Surroundings) -> Served:
    entry = parse_spec(target)
    found = around.found(entry.module)
    file = file_of(found[1]) if found else None
    if found is None or file is None:
        if moved := serve_moved(entry, around.cwd, around.follow):
            return moved
        folders = around.searched()
        raise _missing(target, f"no module {entry.module!r}", folders, _meant(entry, folders))
    return serve_module(entry, file, around.cwd, around.follow, found[0])


def _serve_dotted(target: str, around: Surroundings) -> tuple[Served, ...]:
    found = around.found(target) if is_dotted(target) else None
    if found is None:
        folders = around.searched()
        meant = _meant_by_dots(target, folders) or near_path(target, around.cwd)
        raise _missing(target, "no such file, folder or module", folders, _question(meant))
    start, path = found
    if path.is_dir():
        return _serve_folder(path, around)
    return (_alone(serve_module(parse_spec(target), path, around.cwd, around.follow, start)),)


def _serve_folder(path: Path, around: Surroundings) -> tuple[Served, ...]:
    return serve_folder(path, around.cwd, around.follow, around.excluded_in(path), around.declared)


def _alone(master: Served) -> Served:
    """Say what was assumed of a module without an attribute."""
    module = master.deployment.entries[0].module
    note = f"the module alone is loaded; `{module}:NAME()` also calls a factory in it"
    return replace(master, deployment=replace(master.deployment, note=note))


def _absolute(cwd: Path, target: str) -> Path:
    """Without resolving links: a module has the name that its link has."""
    joined = cwd / target
    return Path(*_without_dots(joined.parts))


def _without_dots(parts: tuple[str, ...]) -> list[str]:
    kept: list[str] = []
    for part in parts:
        if part == ".." and len(kept) > 1:
            kept.pop()
        elif part != ".":
            kept.append(part)
    return kept


def _meant(entry: Entry, folders: list[Path]) -> str:
    """A file's name in place of its module's is the usual slip, then a wrong letter."""
    if entry.module.endswith(".py"):
        return f"An entry spec names a module: did you mean `{replace(entry, module=entry.module[:-3])}`?\n"
    close = near_module(entry.module, folders)
    return _question(str(replace(entry, module=close))) if close else ""


def _question(meant: str) -> str:
    return f"Did you mean `{meant}`?\n" if meant else ""


def _meant_by_dots(target: str, folders: list[Path]) -> str:
    """A wrong letter, a dot in place of the colon, or a folder too much; empty for what is no dotted name."""
    if not is_dotted(target):
        return ""
    module, _, name = target.rpartition(".")
    file = module_file(module, folders) if module else None
    if close := near_module(target, folders):
        return close
    if file and re.search(_BINDS.format(name=re.escape(name)), _text(file), re.MULTILINE):
        return f"{module}:{name}"
    return name if module and find_module(name, folders) else ""


_BINDS = r"^(?:(?:async )?def|class) {name}\b|^{name}\b[^=\n]*=|^from .*\bimport\b.*\b{name}\b"


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def _missing(target: str, why: str, folders: list[Path], meant: str = "") -> CouldNotLook:
    searched = ", ".join(str(folder) for folder in folders)
    hint = f"{meant}Searched: {searched}. Run forklint in the folder that the server is started in, or give a path."
    return CouldNotLook(f"there is nothing to look at for {target!r}: {why}", hint)
