"""The applications are what they are said to be: a plain fork shows the fault, and does not in the repaired twin."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.probe.applications.case import Case, cases, clean, copied, environment
from tests.services.fixtures import need_packages

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc and kcmp(2)"),
]

ROOT = Path(__file__).parents[3]
SECONDS = 90
ALWAYS = {"descriptor", "thread", "hang"}
"""What no repaired application shows, unless it says so."""
RUNS = [pytest.param(case, variant, id=f"{case.name}-{variant}") for case in cases() for variant in case.variants]


def observed(case: Case, folder: Path, variables: dict[str, str]) -> dict[str, Any]:
    """What a plain fork of the application in this folder shows; nothing of it is left running."""
    paths = [str(ROOT), *filter(None, [variables.get("PYTHONPATH")])]
    # Files, not pipes: children of the application may outlive it and would keep a pipe open.
    output, errors = folder.parent / "output", folder.parent / "errors"
    with output.open("w") as out, errors.open("w") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.probe.applications.observer", case.entry, *case.shows],
            cwd=folder,
            env={**clean(), **variables, "PYTHONPATH": os.pathsep.join(paths)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
    try:
        process.wait(SECONDS)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    text = errors.read_text(encoding="utf-8", errors="replace")
    if "PermissionError" in text and "kcmp" in text:
        pytest.skip("this machine does not permit kcmp(2)")
    assert output.read_text(encoding="utf-8"), text
    return dict(json.loads(output.read_text(encoding="utf-8")))


@pytest.fixture
def told(case, variant, request):
    if not case.runs_on(sys.version_info):
        pytest.skip(f"needs Python {case.python}")
    need_packages(*case.requires)
    services = [request.getfixturevalue(name) for name in case.needs]
    with tempfile.TemporaryDirectory(prefix="fork-") as temporary:
        folder = copied(case, variant, Path(temporary).resolve())
        return observed(case, folder, environment(case, folder, services))


@pytest.mark.parametrize(("case", "variant"), RUNS)
def test_a_plain_fork_shows_it(case, variant, told):
    seen = {*told["shows"], *told["still"]}
    if variant == "faulty":
        assert set(case.shows) <= set(told["shows"]), told
        assert not seen & set(case.renews), told
    else:
        assert not seen & ({*ALWAYS, *case.shows, *case.renews} - set(case.keeps)), told
        assert seen >= set(case.keeps), told
        assert told["errors"] == []
        assert told["exits"] == [0, 0], told
        assert all(answer.startswith("2") for answer in told["answers"]), told
