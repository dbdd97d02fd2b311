"""multiprocessing's forkserver under the agent's eyes: what its preload list leaves open is in every worker."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from forklint.check.masters import facts_for
from forklint.check.request import CheckRequest
from forklint.errors import CouldNotLook
from forklint.model.deployment import Entry
from forklint.model.probe import ProbeResult
from forklint.probe.probe import probe
from tests.probe.mastered import Master, line
from tests.probe.peer import listening, nothing_left

pytestmark = pytest.mark.real
ENTRY = Entry("app")


@pytest.fixture
def master(tmp_path: Path) -> Master:
    """A forkserver that preloads a module that opens nothing."""
    return Master(tmp_path, "forkserver").write(app="answer = 42\n")


@pytest.fixture
def port() -> Iterator[int]:
    """Where modules connect to."""
    with listening() as number:
        yield number


def connects(port: int, name: str = "here") -> str:
    """A line that is connected while it loads."""
    return f"import socket\n{name} = socket.create_connection(('127.0.0.1', {port}))  # <- {name}\n"


def looked(master: Master, *modules: str) -> ProbeResult:
    """The whole probe."""
    request = master.request(entry=ENTRY, modules=modules)
    return probe(request, facts_for(CheckRequest((str(master.folder),))))


def test_what_preloaded_modules_open_is_in_every_worker(master, port):
    done = master.write(app=connects(port), other=connects(port)).run(entry=ENTRY, modules=("other",))

    assert [[len(shared.workers) for shared in done.at(f"{name}.py:2")] for name in ("app", "other")] == [[2], [2]]
    assert sorted(done.blamed) == ["app.py:2", "other.py:2"]
    assert done.statuses == [0, 0]
    assert [len(tasks) for tasks in done.record.after_fork] == [1, 1]


def test_nothing_of_the_librarys_own_is_blamed_on_a_safe_module(master):
    result = looked(master)

    assert (result.observations, result.harmless, result.gaps) == ((), (), ())
    assert (result.looked.server, result.looked.workers) == ("forkserver", 2)


@pytest.mark.parametrize(
    "repair",
    [
        "import os\nos.register_at_fork(after_in_child=here.close)\n",
        "from multiprocessing import util\nutil.register_after_fork(here, socket.socket.close)\n",
    ],
)
def test_handlers_of_both_kinds_of_fork_run(master, port, repair):
    result = looked(master.write(app=connects(port, "kept") + connects(port) + repair))

    assert [seen.place.line for seen in result.observations] == [2]
    assert [seen.place.line for seen in result.harmless] == [4]


def test_a_thread_is_lost(master):
    module = "import threading\nthread = threading.Thread(target=threading.Event().wait, daemon=True)\nthread.start()\n"
    result = looked(master.write(app=module))

    assert [(seen.type_name, seen.place.line) for seen in result.observations] == [("threading.Thread", 3)]


def test_a_module_that_cannot_be_imported_is_a_gap_since_the_library_passes_over_it(master, port):
    result = looked(master.write(app=connects(port), other="import nowhere\n"), "other")

    assert [seen.place.line for seen in result.observations] == [2]
    assert "(other.py:1)" in result.gaps[0].what


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("import nowhere  # <- here\n", "ModuleNotFoundError", 1),
        ("1 / 0  # <- here\n", "ZeroDivisionError", 1),
        ("import sys\nsys.exit(3)  # <- here\n", "SystemExit", 3),
    ],
)
def test_an_entry_that_cannot_be_imported_is_told_once(master, text, kind, number):
    done = master.write(app=text).run(entry=ENTRY)

    assert done.failures == [("load", kind, f"app.py:{line(text)}")]
    assert (done.run.status, done.reported) == (number, 0)


def test_another_module_that_raises_something_else_ends_the_forkserver(master):
    done = master.write(other="1 / 0\n").run(entry=ENTRY, modules=("other",))

    assert done.failures == [("load", "ZeroDivisionError", "other.py:1")]


def test_a_crash_is_the_forkservers_and_is_placed(master):
    done = master.write(app="import ctypes\nctypes.string_at(0)  # <- here\n").run(entry=ENTRY)

    assert done.run.status == -11
    assert f'"{master.folder / "app.py"}", line 2 in <module>' in done.run.diagnosis


def test_a_load_that_hangs_is_placed(master):
    done = master.write(app="import time\ntime.sleep(60)\n").run(entry=ENTRY, load_timeout=2)

    assert done.run.late == "load"
    assert f'"{master.folder / "app.py"}", line 2 in <module>' in done.run.diagnosis


def test_a_worker_that_an_at_fork_handler_ends(master):
    done = master.write(app="import os\nos.register_at_fork(after_in_child=lambda: os._exit(9))\n").run(entry=ENTRY)

    assert (done.reported, done.statuses, done.run.late) == (0, [9 << 8] * 2, "")


def test_an_entry_that_is_more_than_a_module_is_refused(master):
    with pytest.raises(CouldNotLook, match="`app`, not `app:create"):
        probe(master.request(entry=Entry("app", "create", calls=True)), facts_for(CheckRequest(("app",))))


@pytest.mark.parametrize("text", ["answer = 42\n", "import nowhere\n", "import time\ntime.sleep(60)\n"])
def test_nothing_is_left(master, text, tmp_path, monkeypatch):
    master.write(app=text)
    with nothing_left(tmp_path, monkeypatch):
        master.run(entry=ENTRY, load_timeout=3)
    assert not [one for one in psutil.Process().children() if one.status() == psutil.STATUS_ZOMBIE]


@pytest.mark.parametrize("version", ["3.9", "3.10", "3.12", "3.13", "3.14"])
def test_other_versions_of_the_library(master, port, version):
    python = _interpreter(version)
    if python is None:
        pytest.skip(f"Python {version} is not here")
    done = master.write(app=connects(port)).run(entry=ENTRY, python=python)

    assert done.record.hello["python"].startswith(f"{version}.")
    assert [len(shared.workers) for shared in done.at("app.py:2")] == [2]


def _interpreter(version: str) -> str | None:
    """Beside the base of this one, where `pyenv` puts them, or on the PATH."""
    import shutil

    folders = sorted(Path(sys.base_prefix).parent.glob(f"{version}.*/bin/python3"))
    return str(folders[-1]) if folders else shutil.which(f"python{version}")
