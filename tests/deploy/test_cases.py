"""How applications are described in their repositories: every spelling that was met is a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deploy.shapes import CASES, found, make, read


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_finds_what_a_reader_finds(path: Path, tmp_path: Path) -> None:
    case = read(path)
    make(case, tmp_path)
    assert found(tmp_path) == case.expected
