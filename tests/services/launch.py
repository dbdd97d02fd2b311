"""Getting a server: one for all processes of this pytest run, or one for a single test."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psutil

from tests.services import processes
from tests.services.catalog import RECIPES
from tests.services.keeper import RECORD
from tests.services.service import Service, ServiceError

ROOT = Path(__file__).resolve().parents[2]
# Set by the process that runs pytest, inherited by xdist's workers: where the shared servers live, and whom they serve.
FOLDER, OWNER = "FORKLINT_TEST_SERVICES", "FORKLINT_TEST_OWNER"
READY = "service"


@contextlib.contextmanager
def running(name: str, deadline: float | None = None) -> Iterator[Service]:
    """A server of its own, gone when the block is left; `deadline` in seconds instead of the recipe's.

    Raises:
        ServiceError: it did not start, or did not end.
    """
    with tempfile.TemporaryDirectory(prefix="forklint-services-") as top:
        Path(top).chmod(0o711)  # a server that must not be root still has to reach its folder
        folder = Path(top) / name
        try:
            yield launch(name, folder, os.getpid(), deadline)
        finally:
            stop(folder)


def shared(name: str) -> Service:
    """The server that all processes of this pytest run share; the first to ask starts it."""
    top = Path(os.environ[FOLDER])
    top.mkdir(exist_ok=True)
    top.chmod(0o711)
    with (top / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        record = top / name / READY
        if not record.exists():
            service = launch(name, top / name, int(os.environ[OWNER]))
            record.write_text(service.to_json(), encoding="utf-8")
        return Service.from_json(record.read_text(encoding="utf-8"))


def launch(name: str, folder: Path, owner: int, deadline: float | None = None) -> Service:
    """Have a keeper start a server in a new folder; it ends with the process `owner` at the latest."""
    deadline = deadline or RECIPES[name].deadline
    command = [sys.executable, "-m", "tests.services.keeper", name, str(folder), str(owner), str(deadline)]
    seconds = deadline + 60
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds)
    if done.returncode or not done.stdout:
        raise ServiceError(f"the keeper of {name} failed:\n{done.stderr}")
    said = json.loads(done.stdout)
    if "error" in said:
        raise ServiceError(said["error"])
    return Service(**said)


def stop(*folders: Path) -> None:
    """Have the keepers of these folders end their servers, all at once, and wait for it.

    Raises:
        ServiceError: one did not within 30 seconds.
    """
    keepers = [keeper for folder in folders if (keeper := keeper_of(folder))]
    processes.send(keepers, signal.SIGTERM)
    if not processes.wait(lambda: all(map(processes.gone, keepers)), 30):
        left = [keeper.pid for keeper in keepers if not processes.gone(keeper)]
        raise ServiceError(f"these keepers of servers did not end: {left}")


def keeper_of(folder: Path) -> psutil.Process | None:
    """The process that keeps the server of a folder; None where there is none any more."""
    with contextlib.suppress(OSError, ValueError, psutil.NoSuchProcess):
        process = psutil.Process(int((folder / RECORD).read_text(encoding="utf-8")))
        if str(folder) in process.cmdline():
            return process
    return None


def begin_run() -> None:
    """This process runs pytest: the servers of this run end with it."""
    os.environ[FOLDER] = str(Path(tempfile.gettempdir()) / f"forklint-services-{uuid4().hex}")  # most runs need none
    os.environ[OWNER] = str(os.getpid())


def end_run() -> None:
    """Nothing of the run stays."""
    top = Path(os.environ.pop(FOLDER))
    if top.exists():
        stop(*(path for path in top.iterdir() if path.is_dir()))
        shutil.rmtree(top, ignore_errors=True)
