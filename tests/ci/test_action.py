"""action.yml: its steps run as GitHub's runner would run them, with what it would hand them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ci.recipes import ROOT, action, application

pytestmark = [pytest.mark.slow, pytest.mark.real("yaml"), pytest.mark.timeout(300)]
_EXPRESSION = re.compile(r"\$\{\{ (\S+) \}\}")


@dataclass(frozen=True, slots=True)
class Runner:
    """One job's folders."""

    folder: Path

    def run(self, step: str, where: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
        """One step by its name, with these inputs and the defaults of the others."""
        told = {f"inputs.{name}": str(known["default"]) for name, known in action()["inputs"].items()}
        told |= {f"inputs.{name}": value for name, value in inputs.items()} | {"github.action_path": str(ROOT)}
        (found,) = [one for one in action()["runs"]["steps"] if one["name"] == step]
        own = {name: _EXPRESSION.sub(lambda match: told[match[1]], text) for name, text in found["env"].items()}
        given = {"RUNNER_TEMP": str(self.folder), "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md")}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"]]
        environment = {**os.environ, **own, **given}
        return subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True, timeout=250)


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    made = Runner(tmp_path_factory.mktemp("runner"))
    done = made.run("Install forklint", made.folder, python=sys.executable)
    assert done.returncode == 0, done.stderr
    return made


def test_a_fault_fails_the_job_and_is_shown_everywhere(runner: Runner, tmp_path: Path) -> None:
    folder = application(tmp_path, "shop")
    done = runner.run("Check", folder, target="shop.app:app", arguments="--select FL1")
    assert done.returncode == 1, done.stderr
    assert "::error file=shop/db.py,line=8," in done.stdout
    assert "FL102" in (runner.folder / "summary.md").read_text("utf-8")
    (result,) = json.loads((folder / "forklint.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert result["ruleId"] == "FL102"


def test_an_environment_decides(runner: Runner, tmp_path: Path) -> None:
    done = runner.run("Check", application(tmp_path, "shop"), environment="nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr


def test_repaired_code_passes(runner: Runner, tmp_path: Path) -> None:
    done = runner.run("Check", application(tmp_path, "shop_lazy"), target="shop.app:app")
    assert (done.returncode, "::error" in done.stdout) == (0, False), done.stderr
