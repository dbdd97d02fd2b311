"""gunicorn's hooks run in the processes, and in the order, that rules/servers/gunicorn.toml says."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import pytest

from forklint.knowledge.servers import configuration_hooks
from tests.servers.traced import Call, Traced, traced
from tests.services.fixtures import need_program

pytestmark = pytest.mark.real("gunicorn")
UNSEEN = {"ssl_context", "pre_exec"}
"""They need a certificate, and a second master."""


def started(folder: Path, *options: str):
    """gunicorn with its configuration file, on a socket in the folder."""
    command = (need_program("gunicorn"), "--bind", "unix:served", "--no-control-socket", *options, "application:app")
    return traced("gunicorn", folder, *command)


def asked(folder: Path) -> None:
    """One request."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(20)
        client.connect(os.path.relpath(folder / "served"))
        client.sendall(b"GET / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n")
        assert client.recv(1024).startswith(b"HTTP/1.1 200")


def lived(server: Traced, folder: Path) -> list[Call]:
    """A master's life: a request, a reload, a worker that is interrupted, one that is aborted, the end."""
    server.wait("dirty_worker_init")
    server.wait("post_worker_init")
    asked(folder)
    server.wait("post_request")
    server.process.send_signal(signal.SIGHUP)
    server.wait("child_exit")
    for number, seen in enumerate((signal.SIGINT, signal.SIGABRT), 2):
        os.kill(server.wait("post_worker_init", number)[-1].pid, seen)
        server.wait("child_exit", number)
    server.wait("post_worker_init", 4)
    server.end()
    return server.calls


def role(call: Call, calls: list[Call], master: int) -> str:
    """Which process of the server a call was made in."""
    arbiter = next(other.pid for other in calls if other.name == "on_dirty_starting")
    return {master: "master", arbiter: "arbiter"}.get(call.pid) or {master: "worker", arbiter: "dirty"}[call.parent]


def test_each_hook_runs_in_the_process_that_the_rules_name(tmp_path: Path) -> None:
    with started(tmp_path, "--preload") as server:
        calls = lived(server, tmp_path)
    hooks = configuration_hooks("gunicorn")
    seen = {name: {role(call, calls, server.process.pid) for call in calls if call.name == name} for name in hooks}
    said = {name: {"dirty" if hook.when == "dirty" else hook.process} for name, hook in hooks.items()}
    assert {name for name, roles in seen.items() if not roles} == UNSEEN
    assert all(not roles & {"worker", "dirty"} for name, roles in seen.items() if hooks[name].process == "other")
    ordinary = [name for name in hooks if hooks[name].process != "other" and name not in UNSEEN]
    assert {name: seen[name] for name in ordinary} == {name: said[name] for name in ordinary}
    assert not any(call.name == "postfork" for call in calls), "a name that gunicorn does not know"


def test_order_with_preloading(tmp_path: Path) -> None:
    with started(tmp_path, "--preload") as server:
        server.wait("post_worker_init")
        master = [call.name for call in server.calls if call.pid == server.process.pid]
    assert master[:6] == ["configuration", "nworkers_changed", "application", "on_starting", "dirty_apps", "when_ready"]


def test_what_the_master_runs_without_preloading(tmp_path: Path) -> None:
    with started(tmp_path) as server:
        worker = server.wait("post_worker_init")[0].pid
        calls = server.calls
    master = [call for call in calls if call.pid == server.process.pid]
    names = ["configuration", "nworkers_changed", "on_starting", "dirty_apps", "when_ready", "pre_fork"]
    assert [call.name for call in master][: len(names)] == names
    assert not any(call.loaded for call in master)
    assert [call.name for call in calls if call.pid == worker] == ["post_fork", "application", "post_worker_init"]
