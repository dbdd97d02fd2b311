"""action.yml: its steps run as GitHub's runner would run them, with what it would hand them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ci.recipes import PAGE, ROOT, action, application

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
        given["GITHUB_OUTPUT"] = str(where / "output")
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
    assert _outputs(folder) == {"status": "1", "sarif": str(folder / "forklint.sarif")}


def test_an_environment_decides(runner: Runner, tmp_path: Path) -> None:
    folder = application(tmp_path, "shop")
    done = runner.run("Check", folder, environment="nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert _outputs(folder) == {"status": "2"}


def test_arguments_are_words_and_never_commands(runner: Runner, tmp_path: Path) -> None:
    folder = application(tmp_path, "shop")
    (folder / "shop").rename(folder / "our shop")
    words = "--select FL2\n--exclude 'our shop/' \"$(touch made)\""
    done = runner.run("Check", folder, arguments=words, sarif="$(touch made)")
    assert done.returncode == 3
    assert "nothing to look at for '$(touch made)'" in done.stderr
    assert not (folder / "made").exists()


def test_the_configuration_names_what_is_looked_at(runner: Runner, tmp_path: Path) -> None:
    folder = application(tmp_path, "shop")
    (folder / "forklint.toml").write_text("targets = ['nowhere']\n", encoding="utf-8")
    assert "'nowhere'" in runner.run("Check", folder).stderr


def test_an_application_of_several_is_shown_at_its_place(runner: Runner, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    done = runner.run("Check", application(tmp_path, "shop"), sarif=str(tmp_path / "a b.sarif"))
    assert "::error file=shop/shop/db.py,line=8," in done.stdout
    assert '"shop/shop/db.py"' in (tmp_path / "a b.sarif").read_text("utf-8")


def test_repaired_code_passes(runner: Runner, tmp_path: Path) -> None:
    done = runner.run("Check", application(tmp_path, "shop_lazy"), target="shop.app:app")
    assert (done.returncode, "::error" in done.stdout) == (0, False), done.stderr


def test_forklint_itself_passes(runner: Runner, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "forklint", tmp_path / "forklint", ignore=shutil.ignore_patterns("__pycache__"))
    done = runner.run("Check", tmp_path, target="forklint")
    assert (done.returncode, "::error" in done.stdout) == (0, False), done.stderr


def test_the_page_names_all_that_goes_in_and_out() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (?:`(\S+)` \|)?", PAGE.read_text("utf-8"), re.MULTILINE)
    inputs = [(name, str(known["default"])) for name, known in action()["inputs"].items()]
    assert rows == inputs + [(name, "") for name in action()["outputs"]]


def _outputs(folder: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in (folder / "output").read_text("utf-8").splitlines())
