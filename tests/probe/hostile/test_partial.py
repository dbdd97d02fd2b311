"""One worker of two that dies, hangs or raises before it reports is a gap, and what it did is placed: never silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.check.probing import probe
from forklint.check.request import CheckRequest, ProbeOptions
from forklint.model.report import Report
from tests.probe.mastered import WSGI, Master, line

APPLICATION = f"import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n{WSGI}"
FORKED = """
import os
import signal
import time
forks = []


def act():
    if len(forks) == 1:
        {act}  # <- here


os.register_at_fork(before=lambda: forks.append(1), after_in_child=act)
"""
HOOK = """
import os
import time

preload_app = True


def post_fork(server, worker):
    if worker.age == 1:
        {act}  # <- here
"""


def probed(folder: Path, server: str) -> Report:
    options = ProbeOptions(server=server, stage_timeout=2.0)
    return probe(CheckRequest(targets=("app:app",), cwd=folder), options)


def gap(report: Report) -> tuple[str, str]:
    (found,) = report.gaps
    return str(found.place), found.what


@pytest.mark.real("gunicorn")
@pytest.mark.parametrize(
    ("act", "says"),
    [
        ("os._exit(9)", ["post_fork", "exit status 9", "os._exit(9)"]),
        ("1 / 0", ["ZeroDivisionError", "post_fork"]),
        ("time.sleep(600)", ["post_fork", "did not get there in time"]),
        ("os.kill(os.getpid(), 11)", ["post_fork", "SIGSEGV"]),
    ],
)
def test_one_worker_fails_in_a_hook(act: str, says: list[str], tmp_path: Path) -> None:
    hook = HOOK.format(act=act)
    Master(tmp_path, "gunicorn").write(app=APPLICATION, gunicorn_conf=hook)
    report = probed(tmp_path, "gunicorn")
    place, what = gap(report)
    assert [text for text in ["one worker did not report", *says] if text not in what] == [], what
    assert place == f"gunicorn.conf.py:{line(hook)}"
    assert {(found.rule, str(found.place)) for found in report.findings} == {("FL201", "app.py:2")}
    assert report.probes[0].looked.workers == 1


@pytest.mark.parametrize("act", ["os._exit(9)", "time.sleep(600)", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_one_worker_fails_at_the_fork(act: str, tmp_path: Path) -> None:
    application = APPLICATION + FORKED.format(act=act)
    Master(tmp_path, "generic").write(app=application)
    report = probed(tmp_path, "generic")
    place, what = gap(report)
    assert "one worker did not report" in what
    assert place == f"app.py:{line(application)}"
    assert [found.rule for found in report.findings] == ["FL201"]
    assert report.probes[0].looked.workers == 1
