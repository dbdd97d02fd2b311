"""A master of a small application in a temporary folder, and what its agent told: for tests of the servers' files."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import dedent
from typing import Any

import psutil

from forklint.model.deployment import Entry
from forklint.probe.drivers.registry import DRIVERS
from forklint.probe.launch import Lines
from forklint.probe.record import Record
from forklint.probe.request import ProbeRequest
from forklint.probe.sharing import Shared, Sharing
from forklint.probe.supervisor import Run, run

GUNICORN_MASTER_HOOKS = (
    "on_starting(server)",
    "when_ready(server)",
    "pre_fork(server, worker)",
    "nworkers_changed(server, new, old)",
)
WSGI = """
def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
"""
CONNECTED = f"import socket\npair = socket.socketpair()\n{WSGI}"
"""Its line 2 makes a socket pair."""


@dataclass(frozen=True, slots=True)
class Mastered:
    """One run of a master."""

    folder: Path
    run: Run
    sharing: Sharing

    @property
    def record(self) -> Record:
        return self.run.record

    @property
    def reported(self) -> int:
        """How many workers came to say all."""
        return len(self.record.reported())

    @property
    def statuses(self) -> list[int | None]:
        """How each worker ended."""
        return [worker.status for worker in self.record.workers.values()]

    @property
    def failures(self) -> list[tuple[str, str, str]]:
        """Stage, type and innermost line of the application of what the agents told, in order."""
        return [(told["stage"], told["type"], self._innermost(told["frames"])) for told in self.record.failures]

    def at(self, place: str) -> list[Shared]:
        """Descriptors whose innermost line is this one (`app.py:3`), or that some line of it opened (`app.py`)."""
        return [shared for shared in self.sharing.shared if self._place(shared) == place]

    @property
    def blamed(self) -> list[str]:
        """Every line or file of the application that has opened or started something."""
        told = [shared.told["origin"] for shared in self.sharing.shared]
        told += [entry["origin"] for kind in ("threads", "tasks") for entry in self.record.master[kind]]
        told += [entry for kind in ("made", "registered", "spawned") for entry in self.record.master[kind]]
        return [place for origin in told if (place := self._origin(origin))]

    def _place(self, shared: Shared) -> str:
        return self._origin(shared.told["origin"])

    def _origin(self, origin: dict[str, Any] | None) -> str:
        if origin is None or not (origin["stack"] or origin["window"]):
            return ""
        return self._shown(*origin["stack"][-1][:2]) if origin["stack"] else self._shown(origin["window"])

    def _innermost(self, frames: list[dict[str, Any]]) -> str:
        own = [frame for frame in frames if frame["application"]]
        return self._shown(own[-1]["file"], own[-1]["line"]) if own else ""

    def _shown(self, file: str, line: int = 0) -> str:
        path = Path(file).relative_to(self.folder).as_posix()
        return f"{path}:{line}" if line else path


@dataclass(frozen=True, slots=True)
class Master:
    """An application and how it is served."""

    folder: Path
    server: str

    def write(self, **files: str) -> Master:
        """Files of the application: `app` is `app.py`, `gunicorn_conf` is `gunicorn.conf.py`."""
        for name, text in files.items():
            path = self.folder / ("gunicorn.conf.py" if name == "gunicorn_conf" else f"{name}.py")
            path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return self

    def run(self, *arguments: str, **changes: Any) -> Mastered:
        """Start it, look, end it. Nothing that it started is left."""
        request = self.request(arguments=arguments, **changes)
        sharing = Sharing()
        before = set(psutil.Process().children(recursive=True))
        done = run(request, DRIVERS[self.server], lambda modules: {}, Lines(), sharing)
        assert set(psutil.Process().children(recursive=True)) <= before
        return Mastered(self.folder, done, sharing)

    def python(self, *words: str) -> None:
        """Execute a file of the application by itself."""
        subprocess.run([sys.executable, *words], cwd=self.folder, check=True, timeout=60)

    def request(self, **changes: Any) -> ProbeRequest:
        """What is asked of the probe, where nothing else is said."""
        folder = str(self.folder)
        request = ProbeRequest(
            entry=Entry("app", "app"),
            folder=folder,
            base=folder,
            roots=(folder,),
            server=self.server,
            python=sys.executable,
            load_timeout=20,
            timeout=15,
        )
        return replace(request, **changes)


def line(text: str, mark: str = "here") -> int:
    """The number of the line that ends with `# <- mark`, as `write` writes it."""
    lines = dedent(text).lstrip("\n").splitlines()
    (found,) = [number for number, one in enumerate(lines, 1) if one.endswith(f"# <- {mark}")]
    return found
