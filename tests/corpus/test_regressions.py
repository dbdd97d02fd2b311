"""What forklint once got wrong on real code: each program gives exactly the findings that it marks.

A file in `regressions/` is one program (`# file:` lines split it). Its first line says where it comes from and what
went wrong; `# <- FL102` ends a line on which a finding has to stand; a line `# check: ARGUMENTS` gives arguments other
than the current folder.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests import programs
from tests.running import check

REGRESSIONS = sorted(Path(__file__).with_name("regressions").glob("*.py"))


def arguments(text: str) -> list[str]:
    lines = [line.removeprefix("# check: ") for line in text.splitlines() if line.startswith("# check: ")]
    return shlex.split(lines[0]) if lines else []


@pytest.mark.parametrize("path", REGRESSIONS, ids=lambda path: path.stem)
def test_gives_exactly_what_is_marked(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# origin: "), "the first line says where the program comes from"
    files = programs.write(tmp_path, text)
    assert check(tmp_path, *arguments(text)).marks == programs.expected(files)
