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
def test_holds_every_rule_fact_and_experiment(unpacked: Path) -> None:
    shipped = {path.relative_to(unpacked / "forklint").as_posix() for path in _rules(unpacked / "forklint")}
    assert shipped == {path.relative_to(ROOT).as_posix() for path in _rules(ROOT)}
    assert {"rules/evidence.json", "rules/proofs/redis.py", "rules/facts/redis.toml"} <= shipped
    assert (unpacked / "forklint" / "py.typed").exists()


def _rules(top: Path) -> list[Path]:
    return [path for path in (top / "rules").rglob("*") if path.is_file() and "__pycache__" not in path.parts]


@pytest.mark.slow
def test_holds_nothing_else(unpacked: Path) -> None:
    assert {path.name.partition("-")[0] for path in unpacked.iterdir()} == {"forklint"}


@pytest.mark.slow
def test_holds_the_application_of_the_demo(unpacked: Path, tmp_path: Path) -> None:
    program = f"from pathlib import Path; from forklint.demo.application import copied; copied(Path({str(tmp_path)!r}))"
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True, timeout=60)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["database.py", "shop", "shop_repaired"]
    assert (unpacked / "forklint" / "demo" / "shop_repaired" / "shop" / "db.py").is_file()


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is open is read from /proc")
def test_verifies_facts(unpacked: Path, tmp_path: Path) -> None:
    """The experiments and what runs them are where they look for each other."""
    words = [sys.executable, "-m", "forklint", "facts", "verify", "concurrent.futures.ThreadPoolExecutor"]
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    done = subprocess.run(
        words, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ok        is live once it is used" in done.stdout


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
