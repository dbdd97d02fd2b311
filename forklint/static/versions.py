"""Which version of a library does the application use? What is installed says, else lock files, pins, ranges."""

from __future__ import annotations

import re
from functools import cached_property

from forklint.model.plan import LoadPlan
from forklint.static.environments import installed, site_packages
from forklint.static.requirements import Known, files, locked, normal, python, required

_PACKAGES = re.compile(r"/python(3\.\d+)/site-packages$")


class Versions:
    """Distribution name -> version, read when first asked."""

    def __init__(self, plan: LoadPlan) -> None:
        self._plan = plan

    def of(self, names: tuple[str, ...]) -> str:
        """The version in use of the first of these distributions that is known.

        One version, or the range that a requirement allows (`>=5,<6`); empty where nothing says.
        """
        return next((self._known[name] for name in map(normal, names) if name in self._known), "")

    @cached_property
    def python(self) -> str:
        """Python's own, said in the same way: by the environment's packages, else by the project's files."""
        folders = _folders(self._plan)
        sites = (_PACKAGES.search(site) for site in site_packages(folders, self._plan.interpreter))
        found = (*(site.group(1) for site in sites if site), *map(python, folders))
        return next(filter(None, found), "")

    @cached_property
    def _known(self) -> Known:
        folders = _folders(self._plan)
        sources = [installed(site_packages(folders, self._plan.interpreter))]
        sources += [read(folder) for read in (locked, required) for folder in folders]
        return {name: version for source in reversed(sources) for name, version in source.items()}


def sources(plan: LoadPlan) -> list[str]:
    """The paths that decide about versions, for who remembers results: an installation changes a folder's time."""
    folders = _folders(plan)
    return [*site_packages(folders, plan.interpreter), *(path for folder in folders for path in files(folder))]


def _folders(plan: LoadPlan) -> tuple[str, ...]:
    """Nearest to the application first."""
    return tuple(dict.fromkeys((*plan.roots, plan.base)))
