"""Which files `--watch` looks at: what may change the report, and nothing that a run writes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from forklint.cli import outputs
from forklint.cli.settings import merged
from forklint.config import Configuration
from forklint.config.read import OWN, SHARED
from forklint.errors import ForklintError

_ENDINGS = (".py", ".toml", ".ini", ".cfg", ".conf", ".yml", ".yaml", ".lock", ".txt", ".sh", ".service")
_NAMES = ("Dockerfile", "Containerfile", "Procfile", "Pipfile")


@dataclass(frozen=True, slots=True)
class Watched:
    """What is looked at; all paths are absolute, without links."""

    folders: tuple[Path, ...]
    """With what lies in them, where its name says that it may decide."""
    files: frozenset[Path]
    """Some more, wherever they lie and whatever they are called."""
    written: frozenset[Path]
    """What a run writes: it would never end."""

    def decides(self, path: Path) -> bool:
        """Whether a report may change with a file."""
        if path in self.written:
            return False
        inside = any(path.is_relative_to(folder) for folder in self.folders)
        return path in self.files or (inside and _may_decide(path))

    def roots(self) -> list[Path]:
        """The fewest folders that have all of it below them."""
        every = {*self.folders, *(path.parent for path in self.files if path.parent.is_dir())}
        return sorted(one for one in every if every.isdisjoint(one.parents))


def _may_decide(path: Path) -> bool:
    """By its name; a script that starts a server, and a folder that was renamed, may have any."""
    named = path.name.endswith(_ENDINGS) or path.name.startswith(_NAMES)
    return named or (not path.suffix and os.access(path, os.X_OK))


def watched(options: argparse.Namespace, cwd: Path) -> Watched:
    """Whatever the run of these options in a folder goes by.

    Raises UsageError where it could not write its report.
    """
    options.settings = settings = _settings(options, cwd)
    baseline = [Path(settings.baseline)] if settings.baseline else []
    writes = [place for _, place in outputs.wanted(options) if place]
    updates = options.update_baseline or options.prune_baseline
    home = settings.home
    return Watched(
        folders=(cwd, *_resolved(_looked_at(cwd, settings))),
        files=_resolved([*([] if updates else baseline), *([home / OWN, home / SHARED] if home else [])]),
        written=_resolved([*writes, *(baseline if updates else [])]),
    )


def _settings(options: argparse.Namespace, cwd: Path) -> Configuration:
    """A mistake in them is told by the run itself."""
    try:
        return merged(options, cwd)
    except ForklintError:
        return Configuration()


def _looked_at(cwd: Path, settings: Configuration) -> Iterator[Path]:
    """Folders of targets, and of facts; a module may be found from the configuration's folder, too."""
    for target in settings.targets:
        path = cwd / target
        if path.exists():
            yield path if path.is_dir() else path.parent
        elif settings.home:
            yield settings.home
    yield from map(Path, settings.facts)


def _resolved(paths: Iterable[Path]) -> frozenset[Path]:
    return frozenset(path.resolve() for path in paths)
