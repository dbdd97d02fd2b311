"""Run as `python -m tests.services.keeper NAME FOLDER OWNER DEADLINE`: starts a server, stays beside it, ends it.

It is a process of its own so that the server goes whatever becomes of pytest: it ends the server and removes the folder
when it gets SIGTERM, and also when the process OWNER is gone. The program prints one line, a `Service` or
`{"error": …}`, and returns; the keeper stays.
"""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import shutil
import signal
import socket
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from subprocess import Popen
from typing import NoReturn

import psutil

from tests.services import processes
from tests.services.catalog import RECIPES
from tests.services.recipe import HOST, Place, Recipe
from tests.services.service import Service, ServiceError, last_lines

RECORD = "keeper"
ATTEMPTS = 3
IN_USE = ("in use", "eaddrinuse")
Started = list[Popen[bytes]]


class PortTaken(ServiceError):
    """Somebody took the free port between the look and the start."""


def main() -> None:
    """The first process prints what the second, which stays, has to say."""
    name, folder, owner = sys.argv[1], Path(sys.argv[2]), psutil.Process(int(sys.argv[3]))
    reading, writing = os.pipe()
    if os.fork():
        os.close(writing)
        with os.fdopen(reading, "rb") as said:
            sys.stdout.write(said.read().decode())
        return
    os.close(reading)
    detach(folder)
    keep(replace(RECIPES[name], deadline=float(sys.argv[4])), folder, owner, writing)


def detach(folder: Path) -> None:
    """A session of its own, nothing of the terminal; the record says whom to ask to stop."""
    os.setsid()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)
    (folder / RECORD).write_text(f"{os.getpid()}\n", encoding="utf-8")
    log = os.open(folder / "keeper.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    for number in (0, 1, 2):
        os.dup2(log, number)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)


def stop(*_: object) -> NoReturn:
    """Leave `keep` through its `finally`."""
    raise SystemExit


def keep(recipe: Recipe, folder: Path, owner: psutil.Process, writing: int) -> None:
    """Start, tell, wait for the owner's end, clean up. Whatever happens between, the end is the same."""
    started: Started = []
    try:
        tell(writing, bring_up(recipe, folder, started).to_json())
        processes.wait(lambda: processes.gone(owner), float("inf"), pause=0.5)
    except ServiceError as error:
        tell(writing, json.dumps({"error": str(error)}))
    except Exception:
        tell(writing, json.dumps({"error": traceback.format_exc()}))
    finally:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        bring_down(recipe, started)
        shutil.rmtree(folder, ignore_errors=True)
        if processes.gone(owner):
            forget_run(folder.parent)
    os._exit(0)


def forget_run(top: Path) -> None:
    """The folder of a run that nobody tidies up any more: the last keeper removes it."""
    with contextlib.suppress(OSError):
        if not any(path.is_dir() for path in top.iterdir()):
            for lock in top.glob("*.lock"):
                lock.unlink()
            top.rmdir()


def tell(writing: int, text: str) -> None:
    """Say it and hang up: the first process prints it and returns."""
    os.write(writing, text.encode())
    os.close(writing)


def bring_up(recipe: Recipe, folder: Path, started: Started) -> Service:
    """A server that is ready. `started` has all processes, also where this raises."""
    for attempt in range(ATTEMPTS):
        place = Place(folder / str(attempt), free_ports(recipe.ports), unprivileged() if recipe.unprivileged else None)
        own_folder(place)
        try:
            return attend(recipe, place, started)
        except PortTaken:
            bring_down(recipe, started)
    raise ServiceError(f"{recipe.name} found no free port in {ATTEMPTS} attempts")


def attend(recipe: Recipe, place: Place, started: Started) -> Service:
    """One attempt on the ports of this place."""
    recipe.prepare(place)
    env = place.environment(recipe.environment(place))
    for argv in recipe.commands(place):
        started.append(processes.start(argv, place.folder, env, recipe.stop, **place.identity()))
    ended = lambda: any(process.poll() is not None for process in started)  # noqa: E731
    processes.wait(lambda: ended() or recipe.ready(place), recipe.deadline)
    if ended() or not recipe.ready(place):
        raise failure(recipe, place, started)
    login, pid = recipe.login, started[-1].pid
    return Service(
        recipe.name, HOST, place.port, login.user, login.password, login.database, pid, os.getpid(), str(place.folder)
    )


def failure(recipe: Recipe, place: Place, started: Started) -> ServiceError:
    """Why it is not ready, with what it printed last."""
    log = last_lines(place.folder / "log")
    statuses = [process.returncode for process in started if process.returncode is not None]
    if statuses and any(words in log.lower() for words in IN_USE):
        return PortTaken(log)
    why = f"ended with status {statuses[0]}" if statuses else f"was not ready after {recipe.deadline:g} s"
    return ServiceError(f"{recipe.name} {why}; its log ends:\n{log}")


def bring_down(recipe: Recipe, started: Started) -> None:
    """All processes of an attempt, the server first."""
    while started:
        process = started.pop()
        processes.end(process.pid, recipe.stop)
        process.wait(5)


def own_folder(place: Place) -> None:
    """The folder of one attempt belongs to the user whom the server runs as."""
    place.folder.mkdir()
    if place.user:
        shutil.chown(place.folder, place.user)


def unprivileged() -> str | None:
    """Whom to be where root is refused; None where the tests are not run by root."""
    if os.geteuid():
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)


def free_ports(count: int) -> tuple[int, ...]:
    """Ports on loopback that nobody had a moment ago."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server((HOST, 0))) for _ in range(count)]
        return tuple(one.getsockname()[1] for one in sockets)


if __name__ == "__main__":
    main()
