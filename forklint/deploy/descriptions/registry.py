"""Which files describe a deployment, and who reads them; a reader is imported when one is met."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forklint.deploy.descriptions.found import Description, Findings

Reader = Callable[["Description", "Findings"], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of description."""

    name: str
    """Pattern of its files' paths."""
    reader: Callable[[], Reader]
    always: bool = False
    """Whether it is read where it names no server: it may start a script that names one."""

    def has(self, path: str) -> bool:
        """Whether a file is of this kind, by its path."""
        return re.fullmatch(self.name, path) is not None


def _procfile() -> Reader:
    from forklint.deploy.descriptions.procfile import read

    return read


def _compose() -> Reader:
    from forklint.deploy.descriptions.compose import read

    return read


def _dockerfile() -> Reader:
    from forklint.deploy.descriptions.dockerfile import read

    return read


def _systemd() -> Reader:
    from forklint.deploy.descriptions.systemd import read

    return read


def _platforms() -> Reader:
    from forklint.deploy.descriptions.platforms import read

    return read


def _kubernetes() -> Reader:
    from forklint.deploy.descriptions.kubernetes import read

    return read


def _supervisor() -> Reader:
    from forklint.deploy.descriptions.supervisor import read

    return read


def _script() -> Reader:
    from forklint.deploy.descriptions.script import read

    return read


def _python() -> Reader:
    from forklint.deploy.descriptions.python_program import read

    return read


KINDS = (
    Kind(r"(?:.*/)?Procfile(?:[.-].*)?", _procfile, always=True),
    Kind(r"(?i)(?:.*/)?(?:[^/]*[-_.])?compose(?:[-_.][^/]*)?\.ya?ml(?:\.[\w.]+)?", _compose, always=True),
    Kind(r"(?i)(?:.*/)?(?:[^/]*[-.])?(?:docker|container)file(?:[-.].*)?", _dockerfile, always=True),
    Kind(r".*\.service(?:\.[\w.]+)?", _systemd),
    Kind(r"(?:.*/)?(?:app(?:[-_.].*)?|render|heroku)\.ya?ml", _platforms),
    Kind(r".*\.ya?ml(?:\.[\w.]+)?", _kubernetes),
    Kind(r".*\.(?:conf|ini|supervisord?)(?:\.[\w.]+)?", _supervisor),
    Kind(r".*\.(?:sh|bash)(?:\.[\w.]+)?|(?:.*/)?[^/.]+", _script),
    Kind(r"(?i)(?:.*/)?[^/]*(?:start|run|serve|launch|entry|main|boot|gunicorn|prod)[^/]*\.py", _python),
)
"""The first that has a file reads it."""
