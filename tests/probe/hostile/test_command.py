"""What a person sees of a probe that fails: what, where and what to do, exit status 3, and no traceback."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.probe.hostile.cases import FOLDER, Case, read
from tests.probe.hostile.probed import as_command

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is left is counted in /proc")
FAILS = [
    "import_error",
    "missing_variable",
    "service_refused",
    "load_loops",
    "sys_exit_zero",
    "os_exit_zero",
    "segfault",
    "out_of_memory_kill",
    "daemonizes",
    "secret_in_exception",
    "exception_not_text",
]
LOOKS = ["ignores_signals", "forks_many_that_ignore_signals", "closes_standard_streams"]


def case(name: str) -> Case:
    return read(FOLDER / name / "case.toml")


@pytest.mark.parametrize("name", FAILS)
def test_could_not_look(name: str, tmp_path: Path) -> None:
    chosen = case(name)
    done = as_command(chosen, tmp_path, "--output-format", "json")
    assert (done.status, done.output) == (3, "")
    what, *more = done.errors.splitlines()
    assert what.startswith("forklint: ")
    assert more, "it says what to do"
    assert all(line.startswith("  ") for line in more)
    assert "Traceback" not in done.errors
    assert [text for text in chosen.says if text.lower() not in done.errors.lower()] == []
    assert [text for text in chosen.never_says if text in done.errors] == []
    assert not done.left


@pytest.mark.parametrize("name", LOOKS)
def test_looked(name: str, tmp_path: Path) -> None:
    done = as_command(case(name), tmp_path, "--output-format", "json")
    found = {f"{one['rule']} {one['path']}:{one['line']}" for one in json.loads(done.output)["findings"]}
    assert (done.status, done.errors) == (1, "")
    assert set(case(name).finds) <= found
    assert not done.left


def test_a_mistake_in_the_entry_is_one_of_usage(tmp_path: Path) -> None:
    done = as_command(case("entry_unparsable"), tmp_path)
    assert done.status == 2
    assert "app:app[" in done.errors
