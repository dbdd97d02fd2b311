"""A database on loopback for as long as the demo lasts: MySQL's protocol in Python, or an installed MariaDB."""

from __future__ import annotations

import os
import pwd
import shlex
import shutil
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from forklint.demo import mariadb
from forklint.errors import CouldNotLook
from forklint.probe.housing import House

HOST = "127.0.0.1"
MIMIC, MARIADB = "mysql-mimic", "mariadb"
SERVERS = (MIMIC, MARIADB)
_GREETING = b"mysql_native_password"
"""The server speaks first, and says how one logs in."""
_SECONDS = 40.0
_LINES = 8
_PORTS = "End what listens there, or try again in a minute, when the system has some again."
_INSTALL = "Install it (Debian: apt install mariadb-server-core), or leave --server out: the demo has its own."


def start(server: str, program: Path, house: House) -> dict[str, str]:
    """Start one, which lasts as long as its house; the variables by which the application finds it.

    `program` is the server in Python. Raises CouldNotLook where it is not installed or does not answer.
    """
    folder, port = house.folder, _free_port()
    command = _mariadb(folder, port) if server == MARIADB else [sys.executable, str(program), str(port)]
    house.household.start(command, str(folder), {**os.environ, "TMPDIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"})
    _await(lambda: _answers(port), house)
    return {**variables(port), "PYTHONDONTWRITEBYTECODE": "1"}


def variables(port: int) -> dict[str, str]:
    """What the application reads."""
    login = {"DB_USER": mariadb.USER, "DB_PASSWORD": mariadb.PASSWORD, "DB_NAME": mariadb.DATABASE}
    return {"DB_HOST": HOST, "DB_PORT": str(port), **login}


def _free_port() -> int:
    try:
        with socket.create_server((HOST, 0)) as free:
            port: int = free.getsockname()[1]
    except OSError as error:
        raise CouldNotLook(f"there is no free port on {HOST}: {error.strerror}", _PORTS) from error
    return port


def _mariadb(folder: Path, port: int) -> list[str]:
    """Its data folder first: by the same process, so that it ends with its house, too."""
    user = pwd.getpwuid(os.geteuid()).pw_name
    install = shlex.join(mariadb.install(_program("mariadb-install-db"), folder, user))
    serve = shlex.join(mariadb.serve(_program("mariadbd"), folder, user, HOST, port))
    return ["/bin/sh", "-c", f"{install} > {os.devnull} && exec {serve}"]


def _program(name: str) -> str:
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    found = shutil.which(name, path=path)
    if found is None:
        raise CouldNotLook(f"{name} is not installed", _INSTALL)
    return found


def _await(ready: Callable[[], bool], house: House) -> None:
    until = time.monotonic() + _SECONDS
    while not ready():
        house.listen()
        if house.household.status is not None or time.monotonic() > until:
            printed = house.output.last_lines(_LINES)
            raise CouldNotLook("the demo's database does not answer", _told("\n".join(printed)))
        time.sleep(0.05)


def _told(text: str) -> str:
    lines = [f"  {line}" for line in text.splitlines()[-_LINES:]]
    return "\n".join(["The last lines that it printed:", *lines]) if lines else ""


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=1) as client:
            return _GREETING in client.recv(512)
    except OSError:
        return False
