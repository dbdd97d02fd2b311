"""A second load of a small program, by any Python that pyenv has, and which lines it blames."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from forklint.model.deployment import Entry
from forklint.probe.drivers.registry import DRIVERS
from forklint.probe.launch import Lines
from forklint.probe.request import ProbeRequest
from forklint.probe.supervisor import Run, run

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is opened here is Linux's own")
VERSIONS = ("3.9", "3.10", "3.11", "3.12", "3.13")
MARK = "# opened"


def python(version: str) -> str:
    """The path of this Python; the test is skipped where it is not installed."""
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found = sorted(root.glob(f"versions/{version}.*/bin/python3"))
    if not found and sys.version_info[:2] == tuple(map(int, version.split("."))):
        return sys.executable
    if not found:
        pytest.skip(f"Python {version} is not installed")
    return str(found[-1])


def is_monitored(path: str) -> bool:
    """Whether this Python has `sys.monitoring`."""
    return "3.12" in path or "3.13" in path


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    """The path of each Python that an application may run on."""
    return python(request.param)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """One without files."""
    return Program(tmp_path)


class _Nobody:
    def reported(self, record: Any) -> None:
        """What the workers hold is of no interest here."""

    def left(self, record: Any) -> None:
        """Nor what they leave behind."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What the agent told of one load."""

    folder: Path
    run: Run

    @property
    def master(self) -> dict[str, Any]:
        """Its inventory; the test fails with what was said instead where there is none."""
        assert self.run.record.master, (self.run.output, self.run.record.failures, self.run.diagnosis)
        return self.run.record.master

    @property
    def watched(self) -> dict[str, Any]:
        """How much was followed."""
        watched: dict[str, Any] = self.master["watched"]
        return watched

    @property
    def exact(self) -> set[str]:
        """`file:line` of every line that is known for certain to have opened a descriptor."""
        return {self._line(origin) for origin in self._origins() if origin["exact"]}

    @property
    def unsure(self) -> list[str]:
        """Windows of the descriptors whose line is not known for certain."""
        return [Path(origin["window"]).name for origin in self._origins() if not origin["exact"]]

    def trail(self, place: str) -> list[str]:
        """All lines that led to this one, it included."""
        found = [origin["stack"] for origin in self._origins() if origin["exact"] and self._line(origin) == place]
        return [self._shown(frame) for frame in found[0]]

    def tasks(self) -> set[str]:
        """Lines that started native threads that are no Python threads."""
        return {self._line(entry["origin"]) for entry in self.master["tasks"] if entry["origin"]["stack"]}

    def allocated(self) -> dict[str, str]:
        """Path of each object that is told of -> the line that made it, where it is known for certain."""
        told = ((entry["path"], entry["origin"]) for entry in self.master["objects"])
        return {path: self._line(origin) for path, origin in told if origin and origin["exact"]}

    def _origins(self) -> list[dict[str, Any]]:
        return [entry["origin"] for entry in self.master["descriptors"]]

    def _line(self, origin: dict[str, Any]) -> str:
        return self._shown(origin["stack"][-1])

    def _shown(self, frame: list[Any]) -> str:
        return f"{Path(frame[0]).relative_to(self.folder).as_posix()}:{frame[1]}"


@dataclass(frozen=True, slots=True)
class Program:
    """Files of an application, of which `app.py` is loaded. Lines that open something end with a mark."""

    folder: Path

    def write(self, **files: str) -> Program:
        for name, text in files.items():
            (self.folder / f"{name}.py").write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return self

    @property
    def marked(self) -> set[str]:
        """`file:line` of every line with the mark."""
        return {
            f"{path.name}:{number}"
            for path in self.folder.glob("*.py")
            for number, line in enumerate(path.read_text().splitlines(), 1)
            if line.endswith(MARK)
        }

    def load(
        self,
        executable: str = sys.executable,
        *,
        windows: tuple[str, ...] = ("app.py",),
        objects: bool = False,
        types: dict[str, Any] | None = None,
        factory: str = "",
        modules: tuple[str, ...] = (),
    ) -> Watched:
        """Load it in a fresh master, with these files watched."""
        entry = Entry("app", factory, calls=True) if factory else Entry("app")
        folder = str(self.folder)
        request = ProbeRequest(
            entry=entry,
            folder=folder,
            base=folder,
            roots=(folder,),
            python=executable,
            load_timeout=30,
            workers=1,
            modules=modules,
        )
        lines = Lines(tuple(str(self.folder / name) for name in windows), objects)
        return Watched(self.folder, run(request, DRIVERS["generic"], lambda modules: types or {}, lines, _Nobody()))
