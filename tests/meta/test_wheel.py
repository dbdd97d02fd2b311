"""What is shipped works away from the checkout: the wheel holds the rules, and the types."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, as an installation would lay it."""
    folder = tmp_path_factory.mktemp("wheel")
    words = ["-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, *words, str(ROOT)], check=True, capture_output=True, timeout=300)
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(folder / "content")
    return folder / "content"


@pytest.mark.slow
def test_holds_every_rule_and_fact(unpacked: Path) -> None:
    shipped = {path.relative_to(unpacked / "forklint").as_posix() for path in unpacked.rglob("*.toml")}
    assert shipped == {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*.toml")}
    assert (unpacked / "forklint" / "py.typed").exists()


@pytest.mark.slow
def test_holds_nothing_else(unpacked: Path) -> None:
    assert {path.name.partition("-")[0] for path in unpacked.iterdir()} == {"forklint"}


@pytest.mark.slow
def test_checks_an_application(unpacked: Path) -> None:
    """PYTHONPATH comes before the checkout's own installation."""
    done = subprocess.run(
        [sys.executable, "-m", "forklint", "check", "--output-format", "concise", "--no-cache"],
        cwd=ROOT / "fixtures" / "shop",
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "FL102" in done.stdout
