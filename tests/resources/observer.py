"""Run by the oracle in a process of its own: loads a program, forks as a server does, and compares the two processes.

Standard library only, Linux only. Reads one JSON object per line (`folder`, `ask`, `wrong`) and prints one per line:
`shared`, the descriptors that load time opened and that the worker still has; `lost`, the number of threads that the
master has and the worker has not; `wrong`, whether the program's own condition shows the fault, null without one; and
`error`, the traceback of a program that failed.
"""

from __future__ import annotations

# What many programs import, so that not every fork has to do it.
import asyncio  # noqa: F401
import concurrent.futures.thread  # noqa: F401
import contextlib
import dataclasses  # noqa: F401
import gc
import importlib
import json
import os
import signal
import socket
import sqlite3  # noqa: F401
import sys
import time
import traceback
from pathlib import Path
from typing import Any

SECONDS = 20
MASTER_HOOKS = ("on_starting", "when_ready", "pre_fork")
WORKER_HOOKS = ("post_fork", "post_worker_init")


def stay_local(port: int) -> None:
    """Wherever a program connects to, it reaches a port of this machine."""
    here = ("127.0.0.1", port)
    connect = socket.socket.connect
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", here)]
    socket.socket.connect = lambda self, address: connect(self, here)  # type: ignore[method-assign]
    socket.getaddrinfo = lambda *arguments, **options: found  # type: ignore[assignment]


def descriptors() -> set[tuple[str, str]]:
    """(number, what it leads to) of every open descriptor that two processes cannot both use."""
    found = []
    for entry in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):  # the descriptor that listed the folder is closed again
            found.append((entry.name, str(entry.readlink())))
    targets = [target for _, target in found]
    return {pair for pair in found if not made_to_be_shared(*pair) and not leads_to_oneself(pair[1], targets)}


def made_to_be_shared(name: str, target: str) -> bool:
    """Listening sockets and datagrams: the kernel hands whole connections and whole messages out."""
    if not target.startswith("socket:"):
        return False
    with socket.socket(fileno=os.dup(int(name))) as found:
        listens = found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
        return bool(listens) or found.type is socket.SOCK_DGRAM


def leads_to_oneself(target: str, targets: list[str]) -> bool:
    """A pipe of which this process has both ends, left by a pool that has ended."""
    return target.startswith("pipe:") and targets.count(target) == 2


def threads() -> int:
    """Number of the kernel's threads of this process, once those that are ending have ended."""
    tasks = Path("/proc/self/task")
    if len(list(tasks.iterdir())) > 1:
        time.sleep(0.03)
    return len(list(tasks.iterdir()))


def run_hooks(configuration: dict[str, Any], names: tuple[str, ...]) -> None:
    """Call the hooks of gunicorn that the configuration file defines."""
    for name in names:
        if name in configuration:
            configuration[name](*[Anything()] * configuration[name].__code__.co_argcount)


class Anything:
    """Stands for gunicorn's server and worker objects."""

    def __getattr__(self, name: str) -> Any:
        return self

    def __call__(self, *arguments: object, **options: object) -> Any:
        return self


def load(folder: str) -> dict[str, Any]:
    """Execute the configuration file and the application as a preloading master does."""
    os.chdir(folder)
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    configuration: dict[str, Any] = {"preload_app": True}
    file = Path("gunicorn.conf.py")
    if file.exists():
        exec(compile(file.read_text(), str(file), "exec"), configuration)
    if configuration["preload_app"]:
        importlib.import_module("app")
    run_hooks(configuration, MASTER_HOOKS)
    return configuration


def observe(order: dict[str, str]) -> dict[str, Any]:
    """Load the program, fork, and compare what both processes hold."""
    before = descriptors()
    configuration = load(order["folder"])
    gc.collect()  # what only waits for the collector is out of every worker's reach
    opened, tasks = descriptors() - before, threads()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.write(writing, json.dumps(in_worker(configuration, order)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        worker = json.loads(pipe.read())
    os.waitpid(pid, 0)
    shared = opened & {(name, target) for name, target in worker["descriptors"]}
    names = {"master": ask(order), "worker": worker["answer"]}
    wrong = bool(eval(order["wrong"], names)) if order["wrong"] else None
    return {
        "shared": sorted(shared),
        "lost": max(0, tasks - worker["threads"]),
        "wrong": wrong,
        "error": worker["error"],
    }


def in_worker(configuration: dict[str, Any], order: dict[str, str]) -> dict[str, Any]:
    """What the worker holds once its hooks have run."""
    error, answer = "", None
    try:
        run_hooks(configuration, WORKER_HOOKS)
        answer = ask(order)
    except BaseException:
        error = traceback.format_exc()
    return {"descriptors": sorted(descriptors()), "threads": threads(), "answer": answer, "error": error}


def ask(order: dict[str, str]) -> Any:
    """The value of the program's own question in this process."""
    return eval(order["ask"], {"app": sys.modules.get("app"), "os": os}) if order["ask"] else None


def observe_in_fork(order: dict[str, str]) -> str:
    """The observation as JSON, from a child that is not allowed to disturb the next one."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        signal.alarm(SECONDS)
        os.dup2(2, 1)
        try:
            answer = observe(order)
        except BaseException:
            answer = {"shared": [], "lost": 0, "wrong": None, "error": traceback.format_exc()}
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        text = pipe.read()
    _, status = os.waitpid(pid, 0)
    return text or json.dumps({"shared": [], "lost": 0, "wrong": None, "error": f"ended with status {status}"})


if __name__ == "__main__":
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    stay_local(listener.getsockname()[1])
    for line in sys.stdin.read().splitlines():
        print(observe_in_fork(json.loads(line)), flush=True)
