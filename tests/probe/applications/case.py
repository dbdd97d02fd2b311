"""The cases: what each application is, what it needs, and which findings are right. README.md explains the keys."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.services.service import Service

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).parent
SHOWS = ("descriptor", "thread", "equal", "hang", "spoiled", "handler")
_MARK = re.compile(r"  # (?P<kind>expect|clears): (?P<codes>FL\d{3}(, FL\d{3})*)$")


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that must be there."""

    code: str
    file: str
    """Relative to the application's folder."""
    lines: tuple[int, ...]
    """Any of them is right."""
    alone: str
    """What a probe calls it by itself, where only the call's arguments would tell the code."""


@dataclass(frozen=True, slots=True)
class Case:
    """One resource, faulty and repaired."""

    name: str
    summary: str
    entry: str
    repair: str = ""
    server: str = "generic"
    needs: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    python: str = "3.9"
    libraries: str = ""
    cleared: bool = False
    shows: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    renews: tuple[str, ...] = ()
    expect: tuple[Expected, ...] = ()
    clears: tuple[Expected, ...] = ()

    @property
    def folder(self) -> Path:
        """Where `case.toml` lies."""
        return FOLDER / self.name

    @property
    def variants(self) -> tuple[str, ...]:
        """`faulty` and `repaired`, or `repaired` only."""
        return tuple(variant for variant in ("faulty", "repaired") if (self.folder / variant).is_dir())

    def runs_on(self, version: tuple[int, ...]) -> bool:
        """Whether this version of Python has what the application uses."""
        return version[:2] >= tuple(map(int, self.python.split(".")))


def cases() -> list[Case]:
    """All cases, by name."""
    return [read(path) for path in sorted(FOLDER.glob("*/case.toml"))]


def read(path: Path) -> Case:
    """One `case.toml`.

    Raises:
        ValueError: what a case expects is marked on no line, or a line is marked that no case expects.
        TypeError: a key is not known.
    """
    values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    marks = _marks(path.parent / "faulty")
    for kind in ("expect", "clears"):
        values[kind] = [_expected(kind, one, marks) for one in values.get(kind, [])]
    if marks or not all(one.lines for kind in ("expect", "clears") for one in values[kind]):
        raise ValueError(f"{path}: not the same in the source, where there are also {marks}")
    fixed: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    return Case(name=path.parent.name, **fixed)


def _expected(kind: str, one: dict[str, str], marks: dict[tuple[str, str, str], tuple[int, ...]]) -> Expected:
    code, file = one["code"], one["file"]
    return Expected(code, file, marks.pop((kind, file, code), ()), one.get("alone", code))


def _marks(folder: Path) -> dict[tuple[str, str, str], tuple[int, ...]]:
    """(kind, file, code) -> the lines that bear the mark."""
    found: dict[tuple[str, str, str], tuple[int, ...]] = {}
    for path in sorted(folder.rglob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if marked := _MARK.search(line):
                for code in marked["codes"].split(", "):
                    key = (marked["kind"], path.relative_to(folder).as_posix(), code)
                    found[key] = (*found.get(key, ()), number)
    return found


def copied(case: Case, variant: str, to: Path) -> Path:
    """A copy of one application below a folder: where it shall be started.

    The folder also gets `data`, for what it writes, and the libraries of the case.
    """
    (to / "data").mkdir(parents=True)
    if case.libraries:
        shutil.copytree(case.folder / case.libraries, to / case.libraries)
    return Path(shutil.copytree(case.folder / variant, to / variant, ignore=shutil.ignore_patterns("__pycache__")))


def environment(case: Case, folder: Path, services: Iterable[Service]) -> dict[str, str]:
    """Variables for an application that `copied` has put into this folder."""
    data = str(folder.parent / "data")
    own = {"DATA_DIR": data, "TMPDIR": data, "PYTHONDONTWRITEBYTECODE": "1"}
    if case.libraries:
        own["PYTHONPATH"] = str(folder.parent / case.libraries)
    for service in services:
        own |= addresses(service)
    return own


def addresses(service: Service) -> dict[str, str]:
    """How the applications are told where a server is."""
    if service.name in ("mariadb", "mysql_mimic"):
        return {
            "MYSQL_HOST": service.host,
            "MYSQL_PORT": str(service.port),
            "MYSQL_USER": service.user,
            "MYSQL_PASSWORD": service.password,
            "MYSQL_DATABASE": service.database,
        }
    scheme = {"postgres": "postgresql", "rabbitmq": "amqp"}.get(service.name, service.name)
    variable = {"postgres": "DATABASE_URL", "redis": "REDIS_URL", "rabbitmq": "AMQP_URL"}.get(service.name)
    return {variable: service.url(scheme)} if variable else {"MEMCACHED_ADDRESS": service.address}


def clean() -> dict[str, str]:
    """The environment of the tests without settings that would reach into an application."""
    reaching = ("PYTHON", "DJANGO_", "GUNICORN_", "GRPC_", "OTEL_")
    return {name: value for name, value in os.environ.items() if not name.startswith(reaching)}
