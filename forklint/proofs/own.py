"""Servers that forklint brings along for experiments: nobody has to name them."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from forklint.errors import CouldNotLook
from forklint.proofs.servers import objection

HOST = "127.0.0.1"
PROGRAMS = {"web": "web_server.py", "mongo": "mongo_server.py"}
"""Service -> the program that is it: in the wheel beside this file, in a checkout where the tests have it."""
_SECONDS = 20.0
_UNTIL_WE_END = """
import os, runpy, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""It reads from a pipe that ends with us, however we end."""


@contextmanager
def started(services: Iterable[str]) -> Iterator[dict[str, dict[str, Any]]]:
    """Start those that are ours; gives what experiments find in `self.at`. All have ended afterwards.

    Raises CouldNotLook where one does not answer.
    """
    running: list[subprocess.Popen[bytes]] = []
    try:
        yield {service: _start(service, running) for service in services if service in PROGRAMS}
    finally:
        for process in running:
            process.kill()
        for process in running:
            process.communicate()


def _start(service: str, running: list[subprocess.Popen[bytes]]) -> dict[str, Any]:
    at = {"name": service, "host": HOST, "port": _free_port(), "user": "", "password": "", "database": ""}
    words = [sys.executable, "-c", _UNTIL_WE_END, str(_program(service)), str(at["port"])]
    silent = subprocess.DEVNULL
    running.append(subprocess.Popen(words, stdin=subprocess.PIPE, stdout=silent, stderr=silent))
    until = time.monotonic() + _SECONDS
    while objection(at):
        if time.monotonic() > until or running[-1].poll() is not None:
            raise CouldNotLook(f"forklint's own server for experiments does not answer: {service}")
        time.sleep(0.05)
    return at


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as free:
        port: int = free.getsockname()[1]
    return port


def _program(service: str) -> Path:
    here = Path(__file__).resolve().parent
    shipped = here / PROGRAMS[service]
    return shipped if shipped.is_file() else here.parents[1] / "tests" / "services" / PROGRAMS[service]
