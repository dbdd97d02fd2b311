"""The hooks, run by pre-commit itself on a git repository of somebody else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci.recipes import ROOT, application

pytestmark = [pytest.mark.slow, pytest.mark.real("pre_commit"), pytest.mark.timeout(200)]
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(("name", "status"), [("shop", 1), ("shop_lazy", 0)])
def test_the_whole_application_is_checked(name: str, status: int, tmp_path: Path) -> None:
    repository = _repository(tmp_path, name)
    (repository / "shop" / "views.py").write_text("# changed, and harmless itself\n", encoding="utf-8")
    _git(repository, "add", ".")
    done = _hook(repository, "forklint")
    assert done.returncode == status, done.stdout
    assert ("shop/db.py:8" in done.stdout) == bool(status)


def test_forklint_itself_passes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "forklint", tmp_path / "shop" / "forklint", ignore=shutil.ignore_patterns("__pycache__"))
    done = _hook(_committed(tmp_path / "shop"), "forklint")
    assert done.returncode == 0, done.stdout


def test_the_probe_waits_to_be_asked(tmp_path: Path) -> None:
    repository = _repository(tmp_path, "shop_lazy")
    assert "No hook with id `forklint-probe` in stage `pre-commit`" in _hook(repository, "forklint-probe").stdout


def _repository(folder: Path, name: str) -> Path:
    return _committed(application(folder, name))


def _committed(repository: Path) -> Path:
    _git(repository, "init", "--quiet")
    _git(repository, "add", ".")
    _git(repository, "-c", "user.name=Shop", "-c", "user.email=shop@example.org", "commit", "--quiet", "-m", "Shop")
    return repository


def _hook(repository: Path, name: str) -> subprocess.CompletedProcess[str]:
    return _run([BIN / "pre-commit", "try-repo", ROOT, name, "--verbose"], repository)


def _git(repository: Path, *arguments: str) -> None:
    assert _run(["git", *arguments], repository).returncode == 0


def _run(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    own = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PRE_COMMIT_HOME": str(folder.parent / "pre-commit")}
    return subprocess.run(command, cwd=folder, env={**os.environ, **own}, capture_output=True, text=True, timeout=120)
