"""The version that the application uses decides, wherever it is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.running import check
from tests.unit.trees import write

APP = "import redis\n\nclient = redis.Redis()\nclient.ping()\n"
FOUND = {("app.py", 4, "FL103")}


def site(prefix: str, version: str) -> dict[str, str]:
    return {f"{prefix}/lib/python3.11/site-packages/redis-{version}.dist-info/METADATA": ""}


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (site(".venv", "2.4.10"), FOUND),
        ({**site(".venv", "5.0.1"), "requirements.txt": "redis==2.4.10\n"}, set()),
        ({"Pipfile.lock": '{"default": {"redis": {"version": "==2.4.10"}}}'}, FOUND),
        ({"pyproject.toml": '[project]\ndependencies = ["redis<2.4.12"]\n'}, FOUND),
        ({"pyproject.toml": '[project]\ndependencies = ["redis>=5"]\n'}, set()),
        ({}, set()),
    ],
)
def test_what_the_project_says(files: dict[str, str], found: set[tuple[str, int, str]], tmp_path: Path) -> None:
    assert check(write(tmp_path, {"app.py": APP, **files})).marks == found


def test_a_named_environment_decides_without_a_probe_too(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": APP, **site(".venv", "5.0.1"), **site("old", "2.4.10")})
    (tmp_path / "old" / "bin").mkdir()
    (tmp_path / "old" / "bin" / "python").symlink_to(sys.executable)
    assert check(tmp_path).marks == set()
    (finding,) = check(tmp_path, "--python", "old").findings
    assert (finding["version"], finding["line"]) == ("2.4.10", 4)
    assert finding["otherwise"] == "2.4.12 and newer renew it after the fork"


FACTS = """
distribution = "acme"
{key}
modules = ["acme"]
source = "https://acme.example"

[[type]]
name = "acme.Pool"
kind = "pool"
rule = "FL102"
state = "live"
versions = "<2"
"""


@pytest.mark.parametrize(
    ("key", "decisive", "other"),
    [
        ('alternatives = ["acme-binary"]', "acme-binary", "acme-core"),
        ('stands_on = "acme-core"', "acme-core", "acme"),
    ],
)
def test_another_distribution_may_decide(key: str, decisive: str, other: str, tmp_path: Path) -> None:
    own = '[tool.forklint]\nfacts = ["facts"]\n'
    app = {"app.py": "import acme\n\npool = acme.Pool()\n", "pyproject.toml": own}
    write(tmp_path, {**app, "facts/acme.toml": FACTS.format(key=key), "requirements.txt": f"{other}==2.1\n"})
    assert check(tmp_path, "app.py").marks == {("app.py", 3, "FL102")}
    write(tmp_path, {"requirements.txt": f"{decisive}==2.1\n"})
    assert check(tmp_path, "app.py").marks == set()
