"""What is accepted stays accepted while code moves, and is spoken of again once it is repaired: through the console."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.running import Outcome, console
from tests.unit.trees import write

JOBS = """import threading


def tick():
    threading.Thread(target=print).start()


def other():
    pass


beat = threading.Timer(1, print)
beat.start()
tick()
"""
Files = dict[str, str]
FILES = {"app.py": "import jobs\nimport near\n", "jobs.py": JOBS, "near.py": ""}


@dataclass(frozen=True, slots=True)
class Case:
    """An edit of the files, and what is said after it."""

    edit: Callable[[Files], Files]
    new: tuple[str, ...] = ()
    """Findings that the baseline does not know."""
    stale: int = 0
    """Entries of the baseline that are not found any more."""
    loud: tuple[str, ...] = ()
    """Findings where comments stand in place of the baseline."""


def jobs(edit: Callable[[str], str]) -> Callable[[Files], Files]:
    return lambda files: files | {"jobs.py": edit(files["jobs.py"])}


def repaired(text: str) -> str:
    return text.replace("print).start()", "print)").replace("beat.start()", "beat.args")


def moved(files: Files) -> Files:
    return {"app.py": "import work.jobs\n", "work/__init__.py": "", "work/jobs.py": files["jobs.py"]}


def beside(files: Files) -> Files:
    return {"app.py": "import nigh\nimport jobs\n", "nigh.py": "", "jobs.py": files["jobs.py"]}


def another(files: Files) -> Files:
    return files | {"near.py": "import threading\nthreading.Thread(target=print).start()\n"}


CASES = {
    "nothing": Case(lambda files: files),
    "a hundred lines above it": Case(jobs(lambda text: "import os\n" * 100 + text)),
    "a function beside it renamed": Case(jobs(lambda text: text.replace("other", "further"))),
    "a file beside it renamed": Case(beside),
    "one more, elsewhere": Case(another, new=("FL201",), loud=("FL201",)),
    "repaired": Case(jobs(repaired), stale=2, loud=("FL001", "FL001")),
    "its file moved": Case(moved, new=("FL201", "FL203"), stale=2),
    "its function renamed": Case(jobs(lambda text: text.replace("tick", "beep")), new=("FL201",), stale=1),
}
"""A baseline goes by file and name, so that what gets another one is new; a comment goes along."""


def look(folder: Path, files: Files, *arguments: str) -> Outcome:
    for name in folder.glob("**/*.py"):
        name.unlink()
    return console(write(folder, files), "check", "app", "--no-cache", "--output-format", "json", *arguments)


def rules(outcome: Outcome) -> tuple[str, ...]:
    return tuple(sorted(finding["rule"] for finding in outcome.findings))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_baseline(case: Case, tmp_path: Path) -> None:
    known = ("--baseline", "known.json")
    assert look(tmp_path, FILES, *known, "--update-baseline").status == 0
    outcome = look(tmp_path, case.edit(FILES), *known, "--error-on-stale")
    assert (rules(outcome), len(outcome.report["baseline"]["stale"])) == (case.new, case.stale)
    assert outcome.status == int(bool(case.new or case.stale))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_comments(case: Case, tmp_path: Path) -> None:
    accepted = JOBS.replace("print)\nbeat", "print)  # forklint: ignore[FL203] why\nbeat")
    accepted = accepted.replace("print).start()", "print).start()  # forklint: ignore[FL201] why")
    outcome = look(tmp_path, case.edit(FILES | {"jobs.py": accepted}))
    assert (rules(outcome), outcome.status) == (case.loud, int(bool(case.loud)))
