"""What the system refuses, and what would destroy something: told, with the status, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.running import SCRIPT, check
from tests.unit.trees import write

THREAD = "import threading\nthreading.Thread(target=print).start()\n"
JSON = "--output-format json"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path, {"app.py": THREAD})


def shell(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """A command line of forklint, without root's right to write everywhere."""
    before = "setpriv --bounding-set -dac_override,-dac_read_search" if os.geteuid() == 0 else ""
    text = f"{before} {SCRIPT} {command}"
    return subprocess.run(["bash", "-c", text], cwd=folder, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("command", "status", "says"),
    [
        (f"check app {JSON} > /dev/full", 2, "standard output cannot be written: No space left on device"),
        ("check app --output-format json=/dev/full", 2, "/dev/full: No space left on device"),
        ("check app --output-format json=closed/out.json", 2, "out.json cannot be written"),
        ("check app --output-format json=closed.json", 2, "closed.json cannot be written"),
        ("check app --baseline closed/known.json --update-baseline", 2, "known.json cannot be written"),
        ("check app --baseline closed/known.json", 2, "known.json: cannot be read: Permission denied"),
        ("check closed/app.py", 3, "closed/app.py: Permission denied"),
        (f"check {'a' * 5000}", 3, "File name too long"),
        ("check app >&-", 1, ""),
        ("check app 2>&-", 1, ""),
        ("check app <&- >&- 2>&-", 1, ""),
    ],
)
def test_what_the_system_refuses(command: str, status: int, says: str, project: Path) -> None:
    (project / "closed.json").touch(mode=0o400)
    (project / "closed").mkdir(mode=0)
    try:
        done = shell(project, command)
    finally:
        (project / "closed").chmod(0o700)
    assert done.returncode == status, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert (done.stderr == "") == (says == "")


def test_a_folder_that_is_gone(project: Path) -> None:
    command = f"mkdir gone; cd gone; rmdir ../gone; {SCRIPT} check app"
    done = subprocess.run(["bash", "-c", command], cwd=project, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 3
    assert "the current folder does not exist any more" in done.stderr


def test_a_report_is_not_written_over_the_baseline(project: Path) -> None:
    known = ("app", "--baseline", "known.json")
    assert check(project, *known, "--update-baseline").status == 0
    before = (project / "known.json").read_bytes()
    (project / "link.json").symlink_to("known.json")
    for name in ("known.json", "./known.json", "link.json"):
        outcome = check(project, *known, "--output-format", f"sarif={name}")
        assert outcome.status == 2
        assert "known.json is the baseline" in outcome.stderr
    assert (project / "known.json").read_bytes() == before


def test_a_link_to_a_baseline_stays_one(project: Path) -> None:
    (project / "kept").mkdir()
    (project / "known.json").symlink_to("kept/known.json")
    assert check(project, "app", "--baseline", "known.json", "--update-baseline").status == 0
    assert (project / "known.json").is_symlink()
    assert (project / "kept" / "known.json").exists()
