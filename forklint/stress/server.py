"""A real server under load: a keeper, the master below it, its workers, and what they print."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

from forklint.probe.household import Household
from forklint.probe.output import Output
from forklint.stress.request import Contender

GUEST = Path(__file__).parent / "guest" / "__main__.py"
VARIABLE = "FORKLINT_STRESS"
GRACE_SECONDS = 3.0
"""In which a server that was asked to leave may do so."""
_TICK = 0.02
_LINES = 12
_OF_ANOTHER_MASTER = ("GUNICORN_PID", "GUNICORN_FD", "LISTEN_PID", "LISTEN_FDS", "NOTIFY_SOCKET")
"""Variables by which a server, or systemd, hands its own sockets on: they are not ours to use."""


class Server:
    """One contender of one round."""

    def __init__(self, contender: Contender, folder: str, household: Household, output: Output) -> None:
        self.contender = contender
        self._folder, self._household, self._output = Path(folder), household, output
        self._workers: frozenset[int] = frozenset()

    def start(self, workers: int) -> None:
        """Start it, without waiting. Raises CouldNotLook where its Python cannot be executed."""
        request = self.contender.request
        temporary = self._folder / "tmp"
        temporary.mkdir()
        self._folder.chmod(0o711)  # workers may run as somebody else
        environment = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_MASTER}
        environment |= {"TMPDIR": str(temporary), VARIABLE: json.dumps(self._settings(workers))}
        self._household.start([request.python or sys.executable, str(GUEST)], request.folder, environment)

    def _settings(self, workers: int) -> dict[str, object]:
        request = self.contender.request
        entry = request.entry
        loaded = {"module": entry.module, "text": str(entry), "arguments": entry.arguments}
        return {
            "server": request.server,
            "entry": loaded,
            "configuration": request.configuration,
            "arguments": list(request.arguments),
            "workers": workers,
            "lazily": self.contender.lazily,
            "folder": str(self._folder),
            "ready": str(self._ready),
        }

    @property
    def _ready(self) -> Path:
        return self._folder / "ready"

    def listen(self) -> None:
        """Take in what it prints, and whether it has ended; does not wait."""
        while self._output.open and self._output.read():
            pass
        if self._household.open:
            self._household.hear()

    @property
    def ended(self) -> bool:
        """Whether the master is gone."""
        return self._household.status is not None or not self._household.open

    def is_ready(self, workers: int) -> bool:
        """Whether so many workers have called all hooks."""
        return self._told() is not None and self._ready.exists() and self._ready.stat().st_size >= workers

    def begin(self) -> None:
        """From here on workers are missed that end."""
        self._workers = frozenset(self._children())

    def lost(self) -> int:
        """Workers that have ended since."""
        return len(self._workers - set(self._children()))

    def _children(self) -> list[int]:
        """Of the master, and alive."""
        try:
            children = psutil.Process(self._household.master).children()
            return [child.pid for child in children if child.status() != psutil.STATUS_ZOMBIE]
        except psutil.Error:
            return []

    @property
    def port(self) -> int:
        """Of loopback, where it listens."""
        told = self._told()
        return int(told["port"]) if told else 0

    @property
    def preloads(self) -> bool:
        """Whether its master loads the application before it forks."""
        told = self._told()
        return bool(told and told["preloads"])

    def _told(self) -> dict[str, int] | None:
        try:
            told: dict[str, int] = json.loads((self._folder / "told").read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        return told

    def last_lines(self) -> list[str]:
        """Of what it printed."""
        return self._output.last_lines(_LINES)

    def status(self) -> str:
        """How the master ended, in words."""
        status = self._household.status
        if status is None:
            return "its keeper was ended"
        return f"killed by signal {-status}" if status < 0 else f"exit status {status}"

    def leave(self) -> None:
        """Ask it to end by itself."""
        self._household.ask()


@contextmanager
def started(contenders: Sequence[Contender], workers: int) -> Iterator[list[Server]]:
    """All of them, started; nothing of them is left afterwards, whatever happens in between."""
    with ExitStack() as stack:
        servers = [_entered(contender, stack) for contender in contenders]
        for server in servers:
            server.start(workers)
        yield servers
        _take_leave(servers)


def _entered(contender: Contender, stack: ExitStack) -> Server:
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="forklint-", ignore_cleanup_errors=True))
    household = Household(folder, Path(folder).name)
    stack.callback(household.close)
    output = Output(household.output)
    stack.callback(output.close)
    return Server(contender, folder, household, output)


def _take_leave(servers: Sequence[Server]) -> None:
    """So that servers end what they have opened; who does not in time is ended."""
    for server in servers:
        server.leave()
    wait(servers, GRACE_SECONDS, lambda: all(server.ended for server in servers))


def wait(servers: Sequence[Server], seconds: float, enough: Callable[[], bool]) -> bool:
    """Listen to all until it is enough; False where that did not come about in time."""
    until = time.monotonic() + seconds
    while not enough():
        if time.monotonic() > until:
            return False
        time.sleep(_TICK)
        for server in servers:
            server.listen()
    return True
