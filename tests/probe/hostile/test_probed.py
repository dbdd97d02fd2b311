"""Each hostile application is probed: what is said, what is found in spite of it all, and what is left behind."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import forklint
from tests.probe.hostile.cases import Case, cases
from tests.probe.hostile.probed import Told, in_process

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is left is counted in /proc")
MOST_SECONDS = 25.0
"""For one probe of the slowest case, on a machine that does other things."""
ALWAYS = {
    "abort", "at_fork_raises", "at_fork_ends_worker", "audit_hook_forbids_looking", "becomes_another_program",
    "closes_descriptors", "closes_standard_streams", "configuration_raises", "daemonizes", "descriptor_limit",
    "entry_factory_raises", "exception_exits", "exception_not_text", "exit_handler_crashes", "floods_output",
    "forks_and_both_load", "forks_many_that_ignore_signals", "freezes_time", "grandchildren_hold_the_output",
    "helper_with_empty_environment", "hook_crashes", "ignores_signals", "load_loops", "load_stops_itself",
    "missing_variable", "objects_hang", "os_exit_zero", "patches_builtins", "patches_functions", "prints_binary",
    "replaces_signal_handlers", "secret_odd_password", "secret_of_several_lines", "segfault", "service_refused",
    "shadows_through_the_environment", "starts_before_the_master", "syntax_error", "sys_exit_zero",
    "worker_ends_master",
}  # fmt: skip
"""One or two for each way in which the probe has to hold out; the others run where slow tests do."""
_PLACE = re.compile(r"[\w./-]+\.py:\d+")
_OWN_FRAME = re.compile(rf'File "{re.escape(str(Path(forklint.__file__).parent))}/')


def parameters() -> Iterator[object]:
    for case in cases():
        needs = [pytest.mark.real(*case.needs)] if case.needs else []
        yield pytest.param(case, id=case.name, marks=[*needs, *([] if case.name in ALWAYS else [pytest.mark.slow])])


@pytest.mark.parametrize("case", list(parameters()))
def test_probed(case: Case, tmp_path: Path) -> None:
    told = in_process(case, tmp_path)
    assert told.outcome == case.outcome, told.text
    assert [text for text in case.says if text.lower() not in told.text.lower()] == [], told.text
    assert [text for text in case.never_says if text in told.text] == [], told.text
    assert [found for found in case.finds if found not in told.findings] == [], told.text
    assert not case.first or _first_place(told) == case.first, told.text
    assert not _OWN_FRAME.search(told.text), told.text
    assert not told.left
    assert told.seconds < MOST_SECONDS


def _first_place(told: Told) -> str:
    return next(iter(_PLACE.findall(told.text)), "")


def test_what_always_runs_is_there() -> None:
    assert {case.name for case in cases()} >= ALWAYS
