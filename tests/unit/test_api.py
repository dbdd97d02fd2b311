"""`forklint.check` and `forklint.probe`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import forklint
from forklint.errors import ConfigurationError, CouldNotLook, UsageError
from forklint.model.levels import Confidence, Severity
from forklint.model.report import Report
from tests.running import console
from tests.unit.trees import write

LIGHT = """
import json, os, sys, threading
before, modules = set(os.listdir("/proc/self/fd")), set(sys.modules)
import forklint
new = sorted(name for name in set(sys.modules) - modules if name.startswith("forklint"))
print(json.dumps([new, len(set(os.listdir("/proc/self/fd")) - before), threading.active_count()]))
"""
LEAVES = """
import logging, os, signal, sys, threading
import forklint

def state():
    handlers = {number: signal.getsignal(number) for number in signal.valid_signals()}
    files = {name: os.readlink(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd")[:-1]}
    return handlers, files, threading.enumerate(), [*sys.path], {**os.environ}, os.getcwd(), [*logging.root.handlers]

before = state()
found = [look("app").findings for look in (forklint.check, forklint.probe) for _ in range(2)]
thread = threading.Thread(target=lambda: found.append(forklint.check("app").findings))
thread.start()
thread.join()
assert [[one.rule for one in findings] for findings in found] == [["FL201"]] * 5, found
assert state() == before, (before, state())
"""
ORDERS = """
import sys
import forklint
{first}
report = forklint.check({target!r})
import forklint.check.statically, forklint.probe.request
again = forklint.check({target!r})
from forklint import check, probe
assert [one.rule for one in report.findings] == [one.rule for one in again.findings] == ["FL201"]
assert check({target!r}) == again
assert forklint.check.CheckRequest is sys.modules["forklint.check"].CheckRequest
assert callable(probe) and not hasattr(forklint, "nothing")
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FORKLINT_CACHE_DIR", str(tmp_path / "cache"))
    text = "import threading\nimport time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
    return write(tmp_path, {"app.py": text, "safe.py": ""})


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def test_check_returns_the_report(project: Path) -> None:
    report = forklint.check("app", cwd=project)
    assert (rules(report), report.targets, report.evidence) == (["FL201"], ("app",), ("static",))
    assert report.fails("warning")
    assert not report.fails("never")


def test_probe_returns_the_report(project: Path) -> None:
    report = forklint.probe("app", cwd=project, timeout=30)
    assert (rules(report), report.evidence) == (["FL201"], ("probe",))
    assert report.findings[0].proof


def test_the_configuration_holds_unless_something_else_is_said(project: Path) -> None:
    write(project, {"forklint.toml": "targets = ['app']\nignore = ['FL2']\n"})
    assert rules(forklint.check(cwd=project)) == []
    assert rules(forklint.check(cwd=str(project), select=("FL201",))) == ["FL201"]
    assert rules(forklint.check("safe", cwd=project, select=("FL2",))) == []
    write(project, {"forklint.toml": "min-confidence = 'low'\n"})
    assert rules(forklint.check("app", cwd=project, ignore=("FL2",), min_confidence=Confidence.HIGH)) == []


def test_the_baseline_of_the_configuration_holds(project: Path) -> None:
    assert console(project, "check", "app", "--baseline", "known.json", "--update-baseline").status == 0
    write(project, {"forklint.toml": "baseline = 'known.json'\n"})
    report = forklint.check("app", cwd=project)
    assert (rules(report), [one.rule for one in report.known]) == ([], ["FL201"])


def test_failures_are_exceptions(project: Path) -> None:
    with pytest.raises(CouldNotLook, match="nothing to look at"):
        forklint.check("nowhere", cwd=project)
    with pytest.raises(UsageError, match="there is no 'gunicron'"):
        forklint.probe("app", cwd=project, server="gunicron")
    write(project, {"forklint.toml": "zzz = 1\n"})
    with pytest.raises(ConfigurationError, match="no key 'zzz'"):
        forklint.check("app", cwd=project)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"select": ("FL999",)}, "select: no rule's code begins with 'FL999'"),
        ({"ignore": "FL2"}, "ignore: no rule's code begins with 'L'"),
        ({"min_confidence": "medum"}, "min_confidence: there is no 'medum'\nLevels: low, medium, high."),
        ({"timeout": -1.0}, "timeout: -1.0 is no number of seconds"),
    ],
)
def test_an_argument_without_meaning_is_never_a_clean_report(
    options: dict[str, Any], told: str, project: Path
) -> None:
    with pytest.raises(UsageError, match=re.escape(told)):
        forklint.probe("app", cwd=project, **options)


def test_paths_and_words_are_taken_too(project: Path) -> None:
    report = forklint.check(project / "app.py", cwd=project, min_confidence="high")
    assert report == forklint.check(f"{project}/app.py", cwd=project, min_confidence=Confidence.HIGH)
    assert rules(report) == ["FL201"]
    assert report.fails(Severity.ERROR)


@pytest.mark.parametrize("first", ["", "import forklint.check", "from forklint.check import check"])
def test_it_can_be_called_whatever_was_imported(first: str, project: Path) -> None:
    """`forklint.check` is a package, too."""
    program = ORDERS.format(first=first, target="app")
    subprocess.run([sys.executable, "-c", program], cwd=project, timeout=60, check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_importing_it_opens_nothing_and_starts_nothing() -> None:
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(done.stdout) == [["forklint"], 0, 1]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_calls_leave_nothing_behind_and_print_nothing(project: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LEAVES], cwd=project, capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_forklint_finds_nothing_in_itself() -> None:
    """By reading and by running: whatever imports it may be preloaded."""
    root = Path(forklint.__file__).parents[1]
    assert forklint.check("forklint.api", cwd=root).findings == ()
    assert forklint.probe("forklint.api", cwd=root, server="generic").findings == ()
