"""forklint is quick to start: what one run does not need, it does not import."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"libcst", "msgspec", "packaging", "pathspec", "psutil", "rich", "rich_argparse", "shtab", "asyncio"}
PROGRAM = """
import json, os, sys
from forklint.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
sys.stdout.flush()
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def imported_by(folder: Path, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_version_imports_nothing_heavy(tmp_path: Path) -> None:
    assert imported_by(tmp_path, "--version") & HEAVY == set()


@pytest.mark.parametrize("form", ["json", "concise"])
def test_only_the_text_report_draws(tmp_path: Path, form: str) -> None:
    (tmp_path / "app.py").write_text("import threading\nthreading.Thread(target=print).start()\n", encoding="utf-8")
    loaded = imported_by(tmp_path, "check", "app.py", "--output-format", form)
    assert loaded & {"rich", "rich_argparse", "libcst", "psutil"} == set()
