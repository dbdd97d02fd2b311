"""The recipes of docs/ci.md: valid by the schemas of their systems, and their commands do what the page says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from tests.ci.recipes import ACTION, ROOT, application, recipe

BIN = Path(sys.executable).parent
SCHEMAS = {
    "action.yml": "github-actions",
    "forklint.yml": "github-workflows",
    ".gitlab-ci.yml": "gitlab-ci",
    "azure-pipelines.yml": "azure-pipelines",
}


@pytest.mark.real("check_jsonschema")
@pytest.mark.parametrize("name", SCHEMAS)
def test_it_fits_the_schema_of_its_system(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    title = ".github/workflows/forklint.yml" if name == "forklint.yml" else name
    path.write_text(ACTION.read_text("utf-8") if name == "action.yml" else recipe(title), encoding="utf-8")
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", f"vendor.{SCHEMAS[name]}", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("name", "status", "failures"), [("shop", 1, 1), ("shop_lazy", 0, 0)])
def test_gitlabs_script(name: str, status: int, failures: int, tmp_path: Path) -> None:
    *_, check = yaml.safe_load(recipe(".gitlab-ci.yml"))["forklint"]["script"]
    folder = application(tmp_path, name)
    assert _shell(check, folder) == status
    assert len(json.loads((folder / "gl-code-quality-report.json").read_text("utf-8"))) == failures
    assert int(ElementTree.parse(folder / "forklint.xml").getroot().get("failures", "")) == failures


@pytest.mark.parametrize("title", ["ci.sh", "azure-pipelines.yml"])
def test_scripts_that_write_junits_xml(title: str, tmp_path: Path) -> None:
    script = yaml.safe_load(recipe(title))["steps"][0]["script"] if title.endswith(".yml") else recipe(title)
    *_, check = script.splitlines()
    folder = application(tmp_path, "shop")
    assert _shell(check.replace(".forklint/bin/forklint", "forklint"), folder) == 1
    assert (folder / "forklint.xml").exists()


def test_the_hooks_of_the_page_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    shown = yaml.safe_load(recipe(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    assert [hook["id"] for hook in shown] == [hook["id"] for hook in hooks]


def _shell(command: str, folder: Path) -> int:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(["bash", "-ec", command], cwd=folder, env=environment, timeout=60).returncode
