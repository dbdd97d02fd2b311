"""The second load leaves the application its processes, signals, trace functions and tools; and it has an end."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

import pytest

from forklint.probe.agent import comparing
from forklint.probe.agent.frames import Frames
from forklint.probe.agent.ledger import Ledger
from forklint.probe.agent.lines import Watch
from tests.probe.watched import LINUX, Program, is_monitored, program, python, version

__all__ = ["program", "version"]

pytestmark = LINUX


FORKS = """
import os
import select

before = select.epoll()  # opened
child = os.fork()
if child == 0:
    inside = [select.epoll() for _ in range(3)]
    os._exit(0 if len(inside) == 3 else 1)
assert os.waitpid(child, 0)[1] == 0
after = select.epoll()  # opened
"""


def test_an_application_that_forks_is_followed_in_its_first_process(program: Program, version: str) -> None:
    assert program.write(app=FORKS).load(version).exact == program.marked


SIGNALLED = """
import select
import signal
import time

class Late(Exception):
    pass

def late(*given):
    raise Late

signal.signal(signal.SIGALRM, late)
caught = 0
for _ in range(20):
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.002)
        until = time.monotonic() + 5
        while time.monotonic() < until:
            pass
    except Late:
        caught += 1
assert caught == 20, caught
poll = select.epoll()  # opened
"""


def test_what_a_signal_handler_raises_is_the_applications(program: Program, version: str) -> None:
    """It may be raised while the agent looks. It then takes the trace function away, and the line is no longer sure."""
    watched = program.write(app=SIGNALLED).load(version)
    stopped = bool(watched.watched["stopped"])
    assert watched.exact == (set() if stopped else program.marked)
    assert not (stopped and is_monitored(version))


FORBIDS = """
import select
import sys

forbidden = {"sys._getframe", "os.listdir", "gc.get_objects", "sys._current_frames"}
first = select.epoll()  # opened


def forbid(event, arguments):
    if event in forbidden:
        raise RuntimeError(event)


sys.addaudithook(forbid)
second = select.epoll()


def later():
    return select.epoll()


third = later()
forbidden.clear()
"""


def test_an_application_may_forbid_to_look(program: Program, version: str) -> None:
    watched = program.write(app=FORBIDS).load(version, objects=True)
    assert watched.run.record.failures == []
    assert watched.watched["stopped"]
    assert watched.exact == program.marked


TRACED = """
import sys

def tracer(frame, event, argument):
    return None

sys.settrace(tracer)
"""


def test_a_trace_function_gets_its_place_back(program: Program, version: str) -> None:
    checks = "import sys, before, app\nassert sys.gettrace() is before.tracer\n"
    program.write(before=TRACED, app="import select\npoll = select.epoll()\n", after=checks)
    assert program.load(version, modules=("before", "after")).exact == {"app.py:2"}


REPLACED = """
import select
import sys

first = select.epoll()
sys.settrace(lambda *given: None)
second = select.epoll()
"""


@pytest.mark.parametrize("number", ["3.9", "3.11"])
def test_a_trace_function_of_the_applications_stays(program: Program, number: str) -> None:
    checks = "import app, sys\nassert sys.gettrace() is not None\nsys.settrace(None)\n"
    watched = program.write(app=REPLACED, after=checks).load(python(number), modules=("after",))
    assert watched.watched["stopped"]
    assert watched.exact == {"app.py:4"}
    assert watched.unsure == ["app.py"]


TOOLS = """
import sys

for tool in range(6):
    sys.monitoring.use_tool_id(tool, "somebody else")
"""


@pytest.mark.parametrize("number", ["3.12", "3.13"])
def test_where_no_tool_is_free_lines_are_traced(program: Program, number: str) -> None:
    program.write(tools=TOOLS, app="import select\npoll = select.epoll()\n")
    assert program.load(python(number), modules=("tools",)).exact == {"app.py:2"}


@pytest.mark.parametrize("number", ["3.12", "3.13"])
def test_the_tool_is_free_again(program: Program, number: str) -> None:
    checks = "import sys, app\nassert not any(map(sys.monitoring.get_tool, range(6)))\n"
    program.write(app="import select\npoll = select.epoll()\n", after=checks)
    assert program.load(python(number), modules=("after",)).exact == {"app.py:2"}


MANY = """
import select
first = select.epoll()
for number in range(100):
    pass
second = select.epoll()
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """One in this very process."""
    made = Ledger(Frames([str(tmp_path)]))
    made.begin()
    yield made
    made.active = False


def _execute(ledger: Ledger, path: Path) -> dict[str, object]:
    held: dict[str, object] = {}
    code: CodeType = compile(path.read_text(), str(path), "exec")
    ledger.enter(str(path))
    try:
        exec(code, held)
    finally:
        ledger.leave()
    return held


def test_looking_has_an_end(program: Program, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    app = program.write(app=MANY).folder / "app.py"
    monkeypatch.setattr(comparing, "MOST", 40)
    ledger.watch = Watch(ledger, [str(app)], None)
    before = sys.gettrace()
    held = _execute(ledger, app)
    told = ledger.watch.told()
    assert told["stopped"].startswith("more than")
    assert told["lines"] < 45
    assert sys.gettrace() is before
    assert [_blamed(ledger, held[name]) for name in ("first", "second")] == [("line", 2, True), ("window", None, False)]


def test_a_stopped_watch_costs_nothing(program: Program, ledger: Ledger) -> None:
    app = program.write(app=MANY).folder / "app.py"
    ledger.watch = Watch(ledger, [str(app)], {})
    ledger.watch.close()
    _execute(ledger, app)
    assert ledger.watch.told()["lines"] == 0


def _blamed(ledger: Ledger, made: object) -> tuple[str, object, bool]:
    number = made.fileno()  # type: ignore[attr-defined]
    seen = os.fstat(number)
    origin = ledger.origin(number, (seen.st_dev, seen.st_ino))
    assert origin is not None
    line = origin["stack"][-1][1] if origin["stack"] else None
    return origin["event"], line, origin["exact"]
