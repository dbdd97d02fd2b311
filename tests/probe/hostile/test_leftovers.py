"""The census sees what is left, and nothing else."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.probe.hostile import leftovers
from tests.probe.hostile.leftovers import MARK, Census, adopting, census, end_marked, left_behind, marked

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the census reads /proc")

SLEEP = "import time; time.sleep(60)"
DAEMON = "import os\nif os.fork(): os._exit(0)\nos.setsid()\nif os.fork(): os._exit(0)\n" + SLEEP
"""A process that has left its session and lost its parent."""
COMET = """
import os, time
for _ in range(150):
    if os.fork(): os._exit(0)
    time.sleep(0.1)
"""
"""A process that is never the same for long."""


@pytest.fixture
def token() -> Iterator[str]:
    token = uuid.uuid4().hex
    yield token
    end_marked(token)


def start(program: str, token: str, environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    variables = {**os.environ, MARK: token} if environment is None else environment
    return subprocess.Popen([sys.executable, "-c", program], env=variables, start_new_session=True)


def wait_for(number: int, token: str) -> None:
    end = time.monotonic() + 10
    while len(marked(token)) != number:
        assert time.monotonic() < end, f"{len(marked(token))} marked, not {number}"
        time.sleep(0.01)


def test_nothing_is_left_by_a_program_that_ends(token: str, tmp_path: Path) -> None:
    before = census(token, [tmp_path])
    start("print()", token).wait(10)
    assert not left_behind(before, token, [tmp_path])


def test_a_daemon_is_left(token: str) -> None:
    before = census(token)
    assert start(DAEMON, token).wait(10) == 0
    wait_for(1, token)
    left = left_behind(before, token, grace=0.2)
    assert len(left.processes) == 1
    assert left == Census(processes=left.processes)
    end_marked(token)
    assert not left_behind(before, token)


def test_a_child_that_nobody_waited_for_is_left(token: str) -> None:
    before = census(token)
    child = start("", token)
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    left = left_behind(before, token, grace=0)
    assert {process.pid for process in left.processes} == {child.pid}
    child.wait(10)
    assert not left_behind(before, token)


def test_a_daemon_with_an_empty_environment_is_left(token: str) -> None:
    before = census(token)
    with adopting() as collect:
        start(DAEMON, token, {}).wait(10)
        left = left_behind(before, token, grace=0.3, collect=collect)
        assert marked(token) == []
        assert len(left.processes) == 1, left
        os.kill(next(iter(left.processes)).pid, signal.SIGKILL)
        assert not left_behind(before, token, collect=collect)
    assert not left_behind(before, token)


def test_a_process_that_forks_on_and_on_is_left_and_ended(token: str) -> None:
    before = census(token)
    start(COMET, token).wait(10)
    assert left_behind(before, token, grace=0.3).processes
    end_marked(token)
    assert not left_behind(before, token, grace=0.5)


def test_somebody_elses_process_is_not_ended(token: str) -> None:
    other = start(SLEEP, "another mark")
    mine = start(SLEEP, token)
    wait_for(1, token)
    end_marked(token)
    assert mine.wait(10) == -signal.SIGKILL
    assert other.poll() is None
    other.kill()
    other.wait(10)


def test_a_descriptor_is_left(token: str) -> None:
    before = census(token)
    reading, writing = os.pipe()
    left = left_behind(before, token, grace=0)
    assert {number for number, _ in left.descriptors} == {reading, writing}
    os.close(reading)
    os.close(writing)
    assert not left_behind(before, token)


def test_a_descriptor_that_became_another_is_left(token: str) -> None:
    reading, writing = os.pipe()
    before = census(token)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, reading)
    os.close(null)
    assert left_behind(before, token, grace=0).descriptors == {(reading, os.devnull)}
    os.close(reading)
    os.close(writing)


def test_a_file_is_left(token: str, tmp_path: Path) -> None:
    before = census(token, [tmp_path])
    file = tmp_path / "folder" / "file"
    file.parent.mkdir()
    file.write_text("", encoding="utf-8")
    assert left_behind(before, token, [tmp_path], grace=0).files == {str(file.parent), str(file)}


@pytest.mark.parametrize("address", ["\0hostile-test", "path"])
def test_a_unix_socket_is_left(address: str, token: str, tmp_path: Path) -> None:
    address = str(tmp_path / "socket") if address == "path" else address + token
    before = census(token)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(address)
        assert address.replace("\0", "@") in names(left_behind(before, token, grace=0))
    assert not left_behind(before, token)


def test_a_unix_socket_of_a_marked_process_is_left(token: str) -> None:
    before = census(token)
    program = f"import socket\ns = socket.socket(socket.AF_UNIX)\ns.bind('\\0' + '{token}')\n" + SLEEP
    child = start(program, token)
    wait_for_socket(token)
    assert f"@{token}" in names(left_behind(before, token, grace=0))
    end_marked(token)
    child.wait(10)
    assert not left_behind(before, token)


def test_a_unix_socket_of_somebody_else_is_not_left(token: str) -> None:
    """The other is not below this process: it is a daemon of another mark."""
    other = uuid.uuid4().hex
    before = census(token)
    program = f"import socket\ns = socket.socket(socket.AF_UNIX)\ns.bind('\\0' + '{token}')\n"
    start(program + DAEMON, other).wait(10)
    try:
        wait_for_socket(token)
        assert f"@{token}" not in names(left_behind(before, token, grace=0))
    finally:
        end_marked(other)


def names(left: Census) -> list[str]:
    """Of the sockets; with a single look, neighbours that come and go have some too."""
    return [name for _, name in left.sockets]


def wait_for_socket(name: str) -> None:
    end = time.monotonic() + 10
    while not any(name in address for _, address in leftovers._unix_sockets()):
        assert time.monotonic() < end
        time.sleep(0.01)


def test_what_goes_away_in_time_is_not_left(token: str) -> None:
    before = census(token)
    with adopting() as collect:
        start("import os, time\nif os.fork(): os._exit(0)\ntime.sleep(0.5)", token).wait(10)
        assert left_behind(before, token, grace=0, collect=collect)
        assert not left_behind(before, token, grace=10, collect=collect)
