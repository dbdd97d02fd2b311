"""A household starts one program, hears how it ends, and leaves nobody: with real processes, without a probe."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from forklint.errors import CouldNotLook
from forklint.probe import household
from forklint.probe.household import Household, encoded

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="orphans are adopted on Linux")
SECONDS = 15.0
DAEMON = """
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execve(sys.executable, [sys.executable, "-c", "import time; time.sleep(60)"], {})
    os._exit(0)
os.wait()
print("gone", flush=True)
time.sleep(60)
"""
STUBBORN = """
import os, signal, time
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
for _ in range(5):
    if os.fork() == 0: break
print("here", flush=True)
time.sleep(60)
"""


@contextmanager
def made(folder: Path) -> Iterator[Household]:
    inside = folder / "inside"
    inside.mkdir()
    one = Household(str(inside), "mark" + os.urandom(8).hex())
    try:
        yield one
    finally:
        one.close()
        os.close(one.output)


def start(one: Household, program: str, environment: dict[str, str] | None = None) -> None:
    variables = dict(os.environ) if environment is None else environment
    one.start([sys.executable, "-c", program], "/", variables)


def printed(one: Household, text: str) -> str:
    """What the program prints, until this stands in it."""
    end, data = time.monotonic() + SECONDS, b""
    while text.encode() not in data:
        assert time.monotonic() < end, data
        data += os.read(one.output, 4096)
    return data.decode()


def wait_for_status(one: Household) -> int | None:
    end = time.monotonic() + SECONDS
    while one.status is None and time.monotonic() < end:
        one.hear()
        time.sleep(0.01)
    return one.status


def below(one: Household) -> list[psutil.Process]:
    return psutil.Process(one._keeper.pid).children(recursive=True)


@pytest.mark.parametrize(
    ("program", "status"),
    [("", 0), ("raise SystemExit(7)", 7), ("import os; os.kill(os.getpid(), 9)", -signal.SIGKILL)],
)
def test_tells_how_it_ended(program: str, status: int, tmp_path: Path):
    with made(tmp_path) as one:
        start(one, program)
        assert wait_for_status(one) == status


def test_a_program_has_the_folder_and_the_environment_that_were_ordered(tmp_path: Path):
    program = "import os, sys; print(os.getcwd(), dict(os.environ), os.getsid(0) == os.getpid(), sys.stdin.read())"
    variables = {"A": "b=c\n", "EMPTY": "", "B\udcff": "\udcfe"}
    with made(tmp_path) as one:
        start(one, program, variables)
        assert wait_for_status(one) == 0
        told = printed(one, "True")
    assert told.startswith("/ {")
    assert "'A': 'b=c\\n'" in told
    assert "'EMPTY': ''" in told
    assert "\\udcff" in told


def test_what_cannot_be_executed_is_said(tmp_path: Path):
    said = r"cannot start /no/python in /: No such file"
    with made(tmp_path) as one, pytest.raises(CouldNotLook, match=said) as told:
        one.start(["/no/python"], "/", {})
    assert "--python" in told.value.hint


def test_a_folder_that_is_not_there_is_said(tmp_path: Path):
    with made(tmp_path) as one, pytest.raises(CouldNotLook, match="in /no/folder: No such file"):
        one.start([sys.executable, "-c", ""], "/no/folder", {})


def test_a_program_that_leaves_when_it_is_asked(tmp_path: Path):
    program = "import signal, sys; signal.signal(15, lambda *a: sys.exit(3)); print('here', flush=True); signal.pause()"
    with made(tmp_path) as one:
        start(one, program)
        printed(one, "here")
        one.ask()
        assert wait_for_status(one) == 3


@LINUX
@pytest.mark.parametrize(("program", "word", "count"), [(DAEMON, "gone", 2), (STUBBORN, "here", 6)])
def test_nobody_is_left(program: str, word: str, count: int, tmp_path: Path):
    with made(tmp_path) as one:
        start(one, program)
        printed(one, word)
        end = time.monotonic() + SECONDS
        while len(found := below(one)) != count and time.monotonic() < end:
            time.sleep(0.01)
        assert len(found) == count
        one.close()
        assert one.left == ()
        assert not any(process.is_running() for process in found)


def test_the_folder_is_removed(tmp_path: Path):
    program = "import os; os.makedirs('{0}/a/b'); open('{0}/a/b/c', 'w').close(); os.chmod('{0}/a/b', 0)"
    with made(tmp_path) as one:
        start(one, program.format(tmp_path / "inside"))
        assert wait_for_status(one) == 0
    assert list(tmp_path.iterdir()) == []


def test_closing_twice_and_before_anything_was_started(tmp_path: Path):
    with made(tmp_path) as one:
        one.close()
        one.close()
        assert not one.open
    assert list(tmp_path.iterdir()) == []


@LINUX
def test_where_the_keeper_is_killed_who_has_the_mark_is_ended(tmp_path: Path):
    with made(tmp_path) as one:
        start(one, STUBBORN, {**os.environ, "MARKED": f"with {one._mark} inside"})
        printed(one, "here")
        found = below(one)
        one._keeper.kill()
        one._keeper.wait()
        one.close()
        end = time.monotonic() + SECONDS
        while any(process.is_running() and process.status() != "zombie" for process in found):
            assert time.monotonic() < end
            time.sleep(0.01)


def test_signals_to_the_keeper_change_nothing(tmp_path: Path):
    program = "import os, time\nfor n in (1, 2, 3, 15, 10, 12): os.kill(os.getppid(), n)\n"
    program += "print('here', flush=True); time.sleep(60)"
    with made(tmp_path) as one:
        start(one, program)
        printed(one, "here")
        assert one._keeper.poll() is None


def test_an_order_keeps_every_byte():
    size, _, body = encoded("/a", ["python", "", "\udcff"], {"K": "v\nw", "L": ""}).partition(b"\n")
    assert int(size) == len(body)
    assert body.split(b"\0") == [b"/a", b"3", b"python", b"", b"\xff", b"K=v\nw", b"L="]


def test_a_keeper_that_does_not_come_to_life_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(household, "KEEPER", str(tmp_path / "nothing.py"))
    with made(tmp_path) as one, pytest.raises(CouldNotLook, match="helper process did not start"):
        start(one, "")
