"""What preloading is worth, with real processes: relations between figures that no machine turns round, never times."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import psutil
import pytest

from forklint.errors import CouldNotLook
from forklint.model.deployment import Entry
from forklint.model.worth import Memory, Way, Worth
from forklint.probe.request import ProbeRequest
from forklint.probe.worth import measure
from tests.running import console

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the figures are Linux's")
MB = 1_000_000
LARGE = """
class Node:
    def __init__(self, number):
        self.number, self.others = number, [number]

nodes = [Node(number) for number in range(180_000)]

def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
"""
"""Some 40 MB of small objects, each with what a collection and a reference write to."""
ROBBER = """
import builtins, gc, os, signal, sys, time

os.closerange(3, 1000)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))
time.sleep = time.monotonic = gc.collect = os.waitpid = os.getppid = os.kill = None
sys.stdout = sys.stderr = None
os.chdir("/")
"""
"""Takes away what the measurement could stand on."""


def request(folder: Path, text: str, **changes: object) -> ProbeRequest:
    (folder / "app.py").write_text(dedent(text), encoding="utf-8")
    base = str(folder)
    made = {"load_timeout": 20.0, "timeout": 15.0, "python": sys.executable, **changes}
    return ProbeRequest(Entry("app"), base, base, (base,), **made)  # type: ignore[arg-type]


def memory(way: Way) -> Memory:
    assert way.memory is not None
    return way.memory


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    before = set(psutil.Process().children(recursive=True))
    yield
    assert set(psutil.Process().children(recursive=True)) <= before


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Worth:
    """One run of each way, with three workers."""
    return measure(request(tmp_path_factory.mktemp("large"), LARGE, workers=3), 1)


@linux
def test_a_preloaded_worker_has_little_of_its_own(large: Worth) -> None:
    late, early = memory(large.late), memory(large.preloaded)
    assert late.own.least > 25 * MB
    assert early.own.most < 0.4 * late.own.least
    assert memory(large.frozen).own.most < 0.4 * late.own.least


@linux
def test_a_collection_unshares_what_is_not_frozen(large: Worth) -> None:
    early, frozen = memory(large.preloaded), memory(large.frozen)
    assert early.unshared.least > 8 * MB
    assert frozen.unshared.most < 0.3 * early.unshared.least
    assert frozen.collected.most < early.collected.least
    assert abs(memory(large.late).unshared.median) < 0.3 * early.unshared.least, "it shares nothing with anybody"


@linux
def test_one_copy_is_in_the_master(large: Worth) -> None:
    """Three workers that load have three copies, a master that preloads has one."""
    late, early = memory(large.late), memory(large.preloaded)
    copy = late.own.median - early.own.median
    saved = late.together.median - early.together.median
    assert 1.2 * copy < saved < 2.8 * copy


def test_what_was_measured_is_told(large: Worth) -> None:
    assert (large.runs, large.workers) == (1, 3)
    for way in (large.late, large.preloaded, large.frozen):
        assert 0 < way.boot.least <= way.boot.median <= way.boot.most
    assert large.load.least > 0


@linux
def test_the_figures_are_those_of_psutil(tmp_path: Path) -> None:
    """The file that the agent reads, and what psutil makes of the same process."""
    code = f"""
        import json, runpy, sys
        occupied = runpy.run_path({str(Path("forklint/probe/agent/worth/memory.py").absolute())!r})["occupied"]
        ballast = [object() for _ in range(300_000)]
        print(json.dumps(occupied()), flush=True)
        sys.stdin.read()
    """
    script = tmp_path / "script.py"
    script.write_text(dedent(code), encoding="utf-8")
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, str(script)], stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        told: dict[str, int] = json.loads(process.stdout.readline())
        known = psutil.Process(process.pid).memory_full_info()
        process.communicate(timeout=20)
    assert set(told) == {"uss", "pss", "rss"}
    for name, value in told.items():
        assert value == pytest.approx(getattr(known, name), rel=0.05), name


def test_an_application_that_takes_everything_away_is_measured(tmp_path: Path) -> None:
    robbed = measure(request(tmp_path, ROBBER), 1)
    assert robbed.late.boot.least > 0
    assert (robbed.late.memory is not None) == sys.platform.startswith("linux")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("import nowhere", "loaded by each of 2 workers): ModuleNotFoundError"),
        ("raise SystemExit(3)", "loaded by each of 2 workers): SystemExit"),
        ("import os; os._exit(0)", "loaded by each of 2 workers): "),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "killed by SIGKILL"),
        ("import os; os.register_at_fork(before=lambda: os._exit(0))\n", "(preloaded): "),
    ],
)
def test_a_load_that_fails(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(CouldNotLook) as raised:
        measure(request(tmp_path, text), 1)
    assert raised.value.message.startswith("what preloading is worth could not be measured (")
    assert says in raised.value.message
    assert "loaded without its server" in raised.value.hint


def test_what_only_one_process_may_have(tmp_path: Path) -> None:
    """The second worker's load fails: where the first one got to does not count."""
    text = f"import os\nos.open({str(tmp_path / 'lock')!r}, os.O_CREAT | os.O_EXCL)\n"
    with pytest.raises(CouldNotLook) as raised:
        measure(request(tmp_path, text), 1)
    assert "(loaded by each of 2 workers): FileExistsError" in raised.value.message
    assert "app.py:2" in raised.value.message
    assert "a port or a lock that only one may take" in raised.value.hint


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("import time\ntime.sleep(60)\n", "app.py:2"),
        ("import os, time\ndef hang():\n    time.sleep(60)\nos.register_at_fork(after_in_child=hang)\n", "app.py:3"),
    ],
)
def test_what_hangs_is_ended_and_placed(text: str, where: str, tmp_path: Path) -> None:
    with pytest.raises(CouldNotLook) as raised:
        measure(request(tmp_path, text, load_timeout=1.5, timeout=1.5), 1)
    assert where in raised.value.message


@pytest.mark.parametrize("way", ["late", "preloaded", "frozen"])
def test_collecting_is_as_the_application_has_it_while_it_loads(way: str, tmp_path: Path) -> None:
    """It would load faster, and larger, without the collector. Python 3.12 has some hundred frozen from its start."""
    text = "import gc\nassert gc.isenabled()\nassert gc.get_freeze_count() < 2_000\n"
    assert getattr(measure(request(tmp_path, text), 1), way).boot.least > 0


@linux
def test_findings_and_worth_are_one_report(tmp_path: Path) -> None:
    text = LARGE + "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
    (tmp_path / "app.py").write_text(text, encoding="utf-8")
    words = ("probe", "app:app", "--worth", "--runs", "1", "--output-format", "json")
    done = console(tmp_path, *words, timeout=90)
    assert done.status == 1
    assert [found["rule"] for found in done.findings] == ["FL201"]
    worth = done.report["probes"][0]["worth"]
    assert worth["preloaded"]["own_bytes"]["most"] < worth["not_preloaded"]["own_bytes"]["least"]
    assert worth["conclusion"].startswith("Preloading saves about ")


def test_where_it_cannot_be_measured_the_findings_stand(tmp_path: Path) -> None:
    """The first master of all is the probe's: it may load, the workers of the next may not."""
    text = f"import os\nif 'forked' in os.listdir({str(tmp_path)!r}):\n    import nowhere\napp = 1\n"
    text += f"os.register_at_fork(before=lambda: open({str(tmp_path / 'forked')!r}, 'w').close())\n"
    (tmp_path / "app.py").write_text(text, encoding="utf-8")
    done = console(tmp_path, "probe", "app:app", "--worth", timeout=90)
    assert done.status == 3
    assert "what preloading is worth could not be measured" in done.stderr
    assert "app.py:3" in done.stderr
    assert "No findings" in done.stdout
    assert "could not be measured" in " ".join(done.stdout.split())


def test_nothing_of_the_probe_is_in_the_environment(tmp_path: Path) -> None:
    """What the application hands on to its own children must not start another measurement."""
    measure(request(tmp_path, "import os\nassert 'FORKLINT_PROBE' not in os.environ\n"), 1)
    assert "FORKLINT_PROBE" not in os.environ
