"""Which version of a library does the application use? Its virtual environment, lock files and pins say."""

from __future__ import annotations

import os
import re
from functools import cached_property
from glob import glob

from forklint.model.plan import LoadPlan

_PIN = re.compile(r"^\s*([A-Za-z0-9][\w.\-]*)(?:\[[^\]]*\])?\s*===?\s*([\w.\-+!]+)", re.MULTILINE)
_LOCK = re.compile(r'^name = "([^"]+)"\s*\nversion = "([^"]+)"', re.MULTILINE)
_INFO = re.compile(r"^(.+?)-(\d[^-]*)\.(?:dist|egg)-info$")


class Versions:
    """Distribution name -> version, read when first asked."""

    def __init__(self, plan: LoadPlan) -> None:
        self._folders = tuple(dict.fromkeys((plan.base, *plan.roots)))

    def of(self, distribution: str) -> str:
        """The version in use; empty where nothing says."""
        return self._known.get(_normal(distribution), "")

    def within(self, distribution: str, specifier: str) -> bool | None:
        """Whether the version in use lies within a specifier; None where the version is not known."""
        version = self.of(distribution)
        if not version:
            return None
        from packaging.specifiers import InvalidSpecifier, SpecifierSet
        from packaging.version import InvalidVersion

        try:
            return SpecifierSet(specifier).contains(version, prereleases=True)
        except (InvalidSpecifier, InvalidVersion):
            return None

    @cached_property
    def _known(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for folder in self._folders:
            for source in (_pins(folder), _locks(folder), _installed(folder)):
                known.update(source)
        return known


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            return stream.read(4_000_000)
    except OSError:
        return ""


def _pins(folder: str) -> dict[str, str]:
    paths = sorted(glob(os.path.join(glob_escape(folder), "requirements*.txt")))
    paths += sorted(glob(os.path.join(glob_escape(folder), "requirements", "*.txt")))
    return {_normal(name): version for path in paths for name, version in _PIN.findall(_read(path))}


def _locks(folder: str) -> dict[str, str]:
    names = ("poetry.lock", "uv.lock", "pdm.lock")
    texts = (_read(os.path.join(folder, lock)) for lock in names)
    return {_normal(name): version for text in texts for name, version in _LOCK.findall(text)}


def _installed(folder: str) -> dict[str, str]:
    """What the project's own virtual environment holds."""
    found: dict[str, str] = {}
    for venv in (".venv", "venv"):
        for site in glob(os.path.join(glob_escape(folder), venv, "lib", "python*", "site-packages")):
            for entry in os.listdir(site):
                if match := _INFO.match(entry):
                    found[_normal(match.group(1))] = match.group(2)
    return found


def glob_escape(path: str) -> str:
    """A folder name with no meaning to `glob`."""
    from glob import escape

    return escape(path)
