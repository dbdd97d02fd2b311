"""The hooks, run by pre-commit itself on a git repository of somebody else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.ci.recipes import ROOT, application

pytestmark = [pytest.mark.slow, pytest.mark.real("pre_commit"), pytest.mark.timeout(200)]
BIN = Path(sys.executable).parent
SERVES = ("conf/supervisord.conf.jnj", "Containerfile", "bin/start", "shop.service", "web.yaml.j2", "uv.lock")
SAYS_NOTHING = ("README.md", "logo.svg")


@pytest.mark.parametrize(("name", "status"), [("shop", 1), ("shop_lazy", 0)])
def test_the_whole_application_is_checked(name: str, status: int, tmp_path: Path) -> None:
    done = _hook(_changed(_repository(tmp_path, name)), "forklint")
    assert done.returncode == status, done.stdout
    assert ("shop/db.py:8" in done.stdout) == bool(status)


def test_forklint_itself_passes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "forklint", tmp_path / "shop" / "forklint", ignore=shutil.ignore_patterns("__pycache__"))
    done = _hook(_committed(tmp_path / "shop"), "forklint")
    assert done.returncode == 0, done.stdout


def test_the_probe_waits_to_be_asked(tmp_path: Path) -> None:
    repository = _repository(tmp_path, "shop_lazy")
    assert "No hook with id `forklint-probe` in stage `pre-commit`" in _hook(repository, "forklint-probe").stdout


@pytest.mark.parametrize("name", [*SERVES, *SAYS_NOTHING])
def test_it_runs_for_what_may_say_how_an_application_is_served(name: str, tmp_path: Path) -> None:
    from identify.identify import tags_from_path

    (changed := tmp_path / name).parent.mkdir(exist_ok=True)
    changed.touch()
    check, _ = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert "files" not in check
    assert tags_from_path(str(changed)).isdisjoint(check["exclude_types"]) == (name in SERVES)


def test_an_environment_without_it_is_told(tmp_path: Path) -> None:
    done = _hook(_changed(_repository(tmp_path, "shop")), "forklint", path="/usr/bin:/bin")
    assert done.returncode == 1
    assert "Executable `forklint` not found" in done.stdout


def _repository(folder: Path, name: str) -> Path:
    return _committed(application(folder, name))


def _changed(repository: Path) -> Path:
    (repository / "shop" / "views.py").write_text("# changed, and harmless itself\n", encoding="utf-8")
    _git(repository, "add", ".")
    return repository


def _committed(repository: Path) -> Path:
    _git(repository, "init", "--quiet")
    _git(repository, "add", ".")
    _git(repository, "-c", "user.name=Shop", "-c", "user.email=shop@example.org", "commit", "--quiet", "-m", "Shop")
    return repository


def _hook(repository: Path, name: str, path: str = "") -> subprocess.CompletedProcess[str]:
    return _run([BIN / "pre-commit", "try-repo", ROOT, name, "--verbose"], repository, path)


def _git(repository: Path, *arguments: str) -> None:
    assert _run(["git", *arguments], repository).returncode == 0


def _run(command: list[str | Path], folder: Path, path: str = "") -> subprocess.CompletedProcess[str]:
    path = path or f"{BIN}{os.pathsep}{os.environ['PATH']}"
    own = {"PATH": path, "PRE_COMMIT_HOME": str(folder.parent / "pre-commit")}
    return subprocess.run(command, cwd=folder, env={**os.environ, **own}, capture_output=True, text=True, timeout=120)
