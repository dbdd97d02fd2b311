"""Starting a server: its folder, ports and processes, the wait until it is ready; again where a port was taken."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
from pathlib import Path
from subprocess import Popen

from tests.services import processes
from tests.services.recipe import HOST, Place, Recipe
from tests.services.service import Service, ServiceError, last_lines

ATTEMPTS = 3
IN_USE = ("in use", "eaddrinuse")
Started = list[Popen[bytes]]


class PortTaken(ServiceError):
    """Somebody took the free port between the look and the start."""


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
