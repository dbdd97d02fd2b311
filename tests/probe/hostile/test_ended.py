"""Whoever ends forklint ends everything that it has started: at every stage, in order or not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.probe.hostile import leftovers
from tests.probe.hostile.cases import FOLDER, Case, read
from tests.probe.hostile.probed import command, surroundings

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is left is counted in /proc")
IN_ORDER = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
SECONDS = 15.0
STAGES = {
    "load_sleeps": 1,
    "load_hangs_and_ignores_signals": 1,
    "load_waits_for_child": 2,
    "at_fork_hangs_in_worker": 2,
    "exit_handler_hangs": 3,
}
"""A case that stays at one stage for long, and how many processes there are by then."""


def case(name: str) -> Case:
    return read(FOLDER / name / "case.toml")


@contextmanager
def started(name: str, folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """`forklint probe` of a case, in a session of its own; nothing of it must be left in the end."""
    chosen, token = case(name), "ended" + os.urandom(8).hex()
    with surroundings(chosen, folder, token), leftovers.adopting() as collect:
        before = leftovers.census(token, [chosen.folder, folder])
        process = subprocess.Popen(
            [*command(chosen), "--timeout", "60"],
            cwd=chosen.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield process, token
            process.communicate(timeout=SECONDS)
            left = leftovers.left_behind(before, token, [chosen.folder, folder], 3.0, collect)
        finally:
            process.kill()
            process.communicate()
            leftovers.end_marked(token)
        assert not left


def masters(process: subprocess.Popen[bytes]) -> int:
    """How many processes there are below forklint and its keeper."""
    try:
        return len(psutil.Process(process.pid).children(recursive=True)) - 1
    except psutil.Error:
        return 0


def wait_until(process: subprocess.Popen[bytes], number: int) -> None:
    end = time.monotonic() + SECONDS
    while masters(process) < number:
        assert time.monotonic() < end, f"{masters(process)} processes, not {number}"
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    time.sleep(0.2)


def parameters() -> Iterator[object]:
    """Each stage and each signal once always; the rest where slow tests run."""
    for row, stage in enumerate(STAGES):
        for column, number in enumerate(IN_ORDER):
            marks = [] if row % len(IN_ORDER) == column else [pytest.mark.slow]
            yield pytest.param(stage, number, marks=marks, id=f"{stage}-{number.name}")


@pytest.mark.parametrize(("stage", "number"), list(parameters()))
def test_ended_in_order(stage: str, number: signal.Signals, tmp_path: Path) -> None:
    with started(stage, tmp_path) as (process, _):
        wait_until(process, STAGES[stage])
        process.send_signal(number)
        output = process.communicate(timeout=SECONDS)[0].decode()
        assert process.returncode == IN_ORDER[number], output
        assert "Traceback" not in output


@pytest.mark.parametrize("stage", ["load_sleeps", "exit_handler_hangs", "helper_with_empty_environment"])
def test_killed(stage: str, tmp_path: Path) -> None:
    """Its keeper ends the rest, and removes the folder."""
    with started(stage, tmp_path) as (process, _):
        wait_until(process, STAGES.get(stage, 2))
        process.kill()
        assert process.wait(SECONDS) == -signal.SIGKILL


def test_killed_keeper_takes_the_master_along(tmp_path: Path) -> None:
    with started("load_sleeps", tmp_path) as (process, _):
        wait_until(process, 1)
        (keeper,) = psutil.Process(process.pid).children()
        keeper.kill()
        output = process.communicate(timeout=SECONDS)[0].decode()
        assert process.returncode == 3, output
        assert "helper process" in output


@pytest.mark.slow
@pytest.mark.parametrize("milliseconds", range(50, 1250, 100))
def test_ended_at_any_moment(milliseconds: int, tmp_path: Path) -> None:
    with started("daemonizes_a_helper", tmp_path) as (process, _):
        time.sleep(milliseconds / 1000)
        process.send_signal(signal.SIGINT)
        output = process.communicate(timeout=SECONDS)[0].decode()
        assert process.returncode in (130, 1, -signal.SIGINT), output


def test_a_second_ctrl_c_does_not_help_anybody(tmp_path: Path) -> None:
    with started("forks_many_that_ignore_signals", tmp_path) as (process, _):
        wait_until(process, 20)
        for _ in range(3):
            process.send_signal(signal.SIGINT)
            time.sleep(0.01)
        assert process.wait(SECONDS) in (130, 1, -signal.SIGINT)
