"""What one kind of server needs: programs, preparation, command line, a question that shows it is ready."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.services.service import ServiceError

HOST = "127.0.0.1"
# Where Debian keeps servers that are not on everyone's PATH.
ELSEWHERE = ("/usr/sbin", "/usr/local/sbin", "/usr/lib/postgresql/*/bin", "/usr/lib/rabbitmq/bin")


@dataclass(frozen=True, slots=True)
class Place:
    """A folder and ports of its own for one server. `user` is whom it runs as where it must not be root."""

    folder: Path
    ports: tuple[int, ...]
    user: str | None = None

    @property
    def port(self) -> int:
        """Where clients connect."""
        return self.ports[0]

    def run(self, *argv: str | Path, stdin: str = "", seconds: float = 60) -> None:
        """Run a program of the preparation to its end.

        Raises:
            ServiceError: it failed or took longer; the text has what it printed.
        """
        command = [str(part) for part in argv]
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=seconds,
            cwd=self.folder,
            env=self.environment(),
            **self.identity(),
        )
        if done.returncode:
            raise ServiceError(f"{' '.join(command)} ended with status {done.returncode}:\n{done.stdout}{done.stderr}")

    def identity(self) -> dict[str, Any]:
        """For `subprocess`: whom the program runs as."""
        return {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []} if self.user else {}

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """Nothing of the person who runs the tests but PATH: no client settings, no home folder, no language."""
        own = {"HOME": str(self.folder), "TMPDIR": str(self.folder), "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
        return {**own, **(more or {})}


@dataclass(frozen=True, slots=True)
class Login:
    """What a client says to be let in; empty where the server does not ask."""

    user: str = ""
    password: str = ""
    database: str = ""


SHOP = Login("shop", "shop-secret", "shop")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to start one kind of server.

    Attributes:
        programs: all of them must be found.
        packages: Python packages that must be installed where the tests run.
        install: what a person types where one is missing.
        commands: helpers first, the server last.
        ready: whether clients are served; asked again and again, so it answers within a second.
        stop: the signal by which the server ends at once and tidily.
        deadline: seconds from the start of the server until `ready`.
        ports: how many ports it needs.
        unprivileged: it refuses to run as root.
    """

    name: str
    programs: tuple[str, ...]
    install: str
    commands: Callable[[Place], list[list[str]]]
    ready: Callable[[Place], bool]
    packages: tuple[str, ...] = ()
    prepare: Callable[[Place], None] = lambda _: None
    environment: Callable[[Place], dict[str, str]] = lambda _: {}
    login: Login = field(default_factory=Login)
    stop: signal.Signals = signal.SIGTERM
    deadline: float = 30
    ports: int = 1
    unprivileged: bool = False


def find(program: str) -> str | None:
    """The path of a program, on PATH or where Debian hides servers; the newest version first."""
    folders = [folder for pattern in ELSEWHERE for folder in sorted(Path("/").glob(pattern[1:]), reverse=True)]
    search = os.pathsep.join([os.environ.get("PATH", ""), *map(str, folders)])
    return shutil.which(program, path=search)


def path_of(program: str) -> str:
    """The path of a program that the recipe has among its `programs`."""
    found = find(program)
    if found is None:
        raise ServiceError(f"{program} is not installed")
    return found


def me() -> str:
    """Who runs the tests."""
    return pwd.getpwuid(os.geteuid()).pw_name


def answers(place: Place, question: bytes, answer: bytes) -> bool:
    """Whether the server says this first, after it was sent the question (empty: a server that speaks first)."""
    try:
        with socket.create_connection((HOST, place.port), timeout=1) as client:
            client.sendall(question)
            return answer in client.recv(512)
    except OSError:
        return False
