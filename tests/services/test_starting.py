"""What starting a server promises: nothing stays, a failure says why, what is missing says what to install."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.services import fixtures, launch, processes, recipe
from tests.services.catalog import RECIPES
from tests.services.service import Service, ServiceError

OWNER = """
import os, sys, time
from pathlib import Path
from tests.services import launch
print(launch.launch("redis", Path(sys.argv[1]) / "redis", os.getpid()).to_json(), flush=True)
time.sleep(60)
"""
# A redis-server that finds its port taken once; what it leaves beside its folder tells the second attempt.
SECOND_TIME = """#!{python}
import pathlib, socket, sys
first = pathlib.Path.home().parent / "first"
if not first.exists():
    first.touch()
    sys.exit("Could not create server TCP listening socket: bind: Address already in use")
port = int(sys.argv[sys.argv.index("--port") + 1])
with socket.create_server(("127.0.0.1", port)) as server:
    while True:
        with server.accept()[0] as client:
            client.sendall(b"+PONG")
"""


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a program of this text in the place of redis-server."""

    def put(text: str) -> None:
        program = tmp_path / "redis-server"
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    return put


def everything(service: Service) -> list[psutil.Process]:
    """The keeper, the server, and all that they started."""
    return processes.family(service.keeper)


def assert_gone(service: Service, members: list[psutil.Process]) -> None:
    assert processes.wait(lambda: all(map(processes.gone, members)), 15), [str(process) for process in members]
    assert processes.wait(lambda: not Path(service.folder).exists(), 5)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((service.host, service.port), timeout=5)


@pytest.mark.real
@pytest.mark.parametrize("name", sorted(RECIPES))
def test_nothing_stays(name: str):
    fixtures.need(name)
    with launch.running(name) as service:
        members = everything(service)
        assert {service.pid, service.keeper} <= {process.pid for process in members}
        users = {process.username() for process in members if process.pid != service.keeper}
        assert "root" not in users or not RECIPES[name].unprivileged
    assert_gone(service, members)
    assert not Path(service.folder).parents[1].exists()


@pytest.mark.real
def test_a_server_ends_with_its_owner(tmp_path: Path):
    fixtures.need("redis")
    command = [sys.executable, "-c", OWNER, str(tmp_path)]
    with subprocess.Popen(command, cwd=launch.ROOT, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout
        service = Service.from_json(owner.stdout.readline())
        members = everything(service)
        assert len(members) == 2
        owner.send_signal(signal.SIGKILL)
    assert_gone(service, members)
    assert not tmp_path.exists(), "the run's folder: its owner cannot remove it any more"


@pytest.mark.real
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent has ended")
def test_a_server_ends_with_its_keeper():
    fixtures.need("redis")
    with launch.running("redis") as service:
        server = psutil.Process(service.pid)
        psutil.Process(service.keeper).kill()
        assert processes.wait(lambda: processes.gone(server), 15)


@pytest.mark.real
def test_a_run_has_one_server_for_all_and_ends_it(monkeypatch: pytest.MonkeyPatch):
    fixtures.need("redis")
    for name in (launch.FOLDER, launch.OWNER):
        monkeypatch.setenv(name, "")
    launch.begin_run()
    top = Path(os.environ[launch.FOLDER])
    command = [sys.executable, "-c", "from tests.services import launch; print(launch.shared('redis').to_json())"]
    askers = [subprocess.Popen(command, cwd=launch.ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    first, second = (Service.from_json(asker.communicate(timeout=60)[0]) for asker in askers)
    members = everything(first)
    launch.end_run()
    assert first == second
    assert_gone(first, members)
    assert not top.exists()


def test_a_server_that_ends_says_what_it_printed(fake):
    fake("#!/bin/sh\necho 'no such memory'\nexit 3\n")
    with pytest.raises(ServiceError, match=r"redis ended with status 3; its log ends:\n    no such memory"):
        start_and_stop()


def test_a_server_that_is_never_ready_says_so_in_time(fake):
    forever = ["sleep", f"{os.getpid()}999"]
    fake(f"#!/bin/sh\necho loading\nexec {' '.join(forever)}\n")
    began = time.monotonic()
    with pytest.raises(ServiceError, match=r"redis was not ready after 0.5 s; its log ends:\n    loading"):
        start_and_stop(deadline=0.5)
    assert time.monotonic() - began < 30
    assert not [process for process in psutil.process_iter(["cmdline"]) if process.info["cmdline"] == forever]


def test_a_port_that_was_taken_meanwhile_is_tried_again_elsewhere(fake):
    fake(SECOND_TIME.format(python=sys.executable))
    with launch.running("redis") as service:
        assert Path(service.folder).name == "1"


def start_and_stop(deadline: float | None = None) -> None:
    with launch.running("redis", deadline):
        pytest.fail("it cannot have started")


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
@pytest.mark.parametrize("name", [name for name in sorted(RECIPES) if RECIPES[name].programs])
def test_a_missing_program_is_skipped_and_fails_in_ci(ci: str, outcome, name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(recipe, "ELSEWHERE", ())
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match=f"{RECIPES[name].programs[0]} is not installed.*apt-get install"):
        fixtures.need(name)


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
@pytest.mark.parametrize("name", ["no_such_package", "no_such_package.part"])
def test_a_missing_package_is_skipped_and_fails_in_ci(ci: str, outcome, name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match=f"{name} is not installed.*pip install"):
        fixtures.need_packages(name)
