"""What `check` and `probe` do with the deployments of a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.check import CheckRequest, check
from forklint.check.choosing import the_one
from forklint.check.deployments import listing
from forklint.check.masters import analyzer, facts_for
from forklint.check.probing import Eyes, asked, masters_of
from forklint.check.request import ProbeOptions
from forklint.check.serving import driven, master_of
from forklint.errors import ConfigurationError, CouldNotLook, UsageError
from forklint.model.deployment import Declared
from forklint.model.levels import Confidence, Ternary
from forklint.model.report import Report
from forklint.report.words import summary
from tests.unit.trees import write

THREAD = "import threading, flask\nthreading.Thread(target=print).start()\napp = flask.Flask(__name__)\n"


def checked(folder: Path, files: dict[str, str]) -> Report:
    return check(CheckRequest(cwd=write(folder, files)))


def test_what_the_master_loads_is_looked_at_and_nothing_beside_it(tmp_path: Path) -> None:
    files = {"Procfile": "web: gunicorn --preload shop:app\n", "shop.py": THREAD, "other.py": THREAD}
    report = checked(tmp_path, files)
    assert [str(finding.place) for finding in report.findings] == ["shop.py:2"]
    assert [one.preload for one in report.deployments] == [Ternary.YES]


def test_a_server_that_forks_before_it_loads_gives_no_finding_and_says_why(tmp_path: Path) -> None:
    report = checked(tmp_path, {"Procfile": "web: gunicorn shop:app\n", "shop.py": THREAD})
    assert report.findings == ()
    assert "the master forks before it loads the application" in summary(report)
    assert str(report.deployments[0].command) == "Procfile:1"


def test_unknown_preloading_lowers_confidence_and_is_the_reason(tmp_path: Path) -> None:
    report = checked(tmp_path, {"run.sh": "gunicorn $OPTS shop:app\n", "shop.py": THREAD})
    assert [finding.confidence for finding in report.findings] == [Confidence.MEDIUM]
    assert "$OPTS" in report.deployments[0].note


def test_development_says_nothing_of_production(tmp_path: Path) -> None:
    report = checked(tmp_path, {"Procfile": "web: gunicorn --reload shop:app\n", "shop.py": THREAD})
    assert [str(finding.place) for finding in report.findings] == ["shop.py:2"]
    assert [one.assumed for one in report.deployments] == [False, True]


def test_each_service_of_a_repository_has_its_own_deployment(tmp_path: Path) -> None:
    files = {"a/Procfile": "web: gunicorn shop:app\n", "a/shop.py": THREAD, "b/store.py": THREAD}
    assert [str(finding.place) for finding in checked(tmp_path, files).findings] == ["b/store.py:2"]


def test_an_entry_that_does_not_exist_is_a_gap_and_its_folder_is_looked_at(tmp_path: Path) -> None:
    report = checked(tmp_path, {"Procfile": "web: gunicorn --preload gone:app\n", "shop.py": THREAD})
    assert [str(finding.place) for finding in report.findings] == ["shop.py:2"]
    assert ("Procfile", 1) in [(gap.place.path, gap.place.line) for gap in report.gaps]


def test_one_master_that_cannot_be_looked_at_leaves_the_others(tmp_path: Path) -> None:
    procfile = "web: gunicorn --preload broken:app\napi: gunicorn --preload shop:app\n"
    report = checked(tmp_path, {"Procfile": procfile, "shop.py": THREAD, "broken.py": "def (\n"})
    assert [str(finding.place) for finding in report.findings] == ["shop.py:2"]
    assert any(str(gap.place) == "Procfile:1" and "broken.py" in gap.what for gap in report.gaps)


def test_one_alone_that_cannot_be_looked_at_is_no_clean_result(tmp_path: Path) -> None:
    with pytest.raises(CouldNotLook, match=r"broken\.py"):
        checked(tmp_path, {"Procfile": "web: gunicorn --preload broken:app\n", "broken.py": "def (\n"})


def test_what_is_no_text_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"shop.py": THREAD, "Procfile": "web: gunicorn --preload shop:app\n"})
    (tmp_path / "Dockerfile").write_bytes(b"FROM python\nCMD gunicorn \xff\n")
    seen = listing(CheckRequest(cwd=tmp_path))
    assert [(str(gap.place), gap.what) for gap in seen.gaps] == [("Dockerfile:2", "is no UTF-8 text")]
    assert len(seen.deployments) == 1


@pytest.mark.parametrize(
    ("command", "says"),
    [("gunicron shop:app", "starts no server"), ("gunicorn --preload shop:make()", "is no command of a shell")],
)
def test_a_declared_command_that_starts_nothing_is_an_error(command: str, says: str, tmp_path: Path) -> None:
    declared = Declared(command, str(write(tmp_path, {"shop.py": ""}) / "pyproject.toml"))
    with pytest.raises(ConfigurationError, match=says):
        check(CheckRequest(cwd=tmp_path, declared=(declared,)))


def test_a_probe_starts_what_preloads_and_serves_the_web(tmp_path: Path) -> None:
    beside = "dev: gunicorn --reload shop:app\nworker: celery -A shop worker\n"
    procfile = f"web: PORT=1 gunicorn --preload shop:app\n{beside}"
    request = CheckRequest(cwd=write(tmp_path, {"Procfile": procfile, "shop.py": THREAD}))
    (master,) = masters_of(request, ProbeOptions(), facts_for(request), Eyes())
    assert (master.deployment.server, str(master.entry)) == ("gunicorn", "shop:app")
    wanted = asked(driven(master, ProbeOptions(server="gunicorn")), ProbeOptions(), request)
    assert wanted.arguments == ("--preload",)
    assert ("PORT", "1") in wanted.environment


def test_of_two_that_preload_none_is_taken(tmp_path: Path) -> None:
    procfile = "web: gunicorn --preload shop:app\napi: gunicorn --preload shop:api\n"
    request = CheckRequest(cwd=write(tmp_path, {"Procfile": procfile, "shop.py": THREAD + "api = app\n"}))
    with pytest.raises(UsageError, match="stands for 2 masters") as stop:
        master_of(".", request, facts_for(request), analyzer())
    assert "`shop:app` (Procfile:1), `shop:api` (Procfile:2)" in stop.value.hint


def test_nothing_stands_for_nothing() -> None:
    with pytest.raises(UsageError, match="name an entry"):
        the_one([], ".")
