"""The command line over the configuration file."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.cli.main import main
from forklint.config import Configuration, read_configuration
from tests.running import check
from tests.unit.trees import write

THREAD = "import threading\n\nthreading.Thread(target=print).start()\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path, {"app.py": THREAD, "jobs/beat.py": THREAD})


def configured(project: Path, text: str) -> Path:
    return write(project, {"forklint.toml": text})


@pytest.mark.parametrize(
    ("text", "arguments", "found"),
    [
        ("targets = ['app.py']", (), {"app.py"}),
        ("targets = ['app.py']", ("jobs/beat.py",), {"jobs/beat.py"}),
        ("ignore = ['FL2']", (), set()),
        ("ignore = ['FL2']", ("--select", "FL201"), {"app.py", "jobs/beat.py"}),
        ("select = ['FL1']", (), set()),
        ("select = ['FL1']", ("--select", "FL2"), {"app.py", "jobs/beat.py"}),
        ("select = ['FL2']", ("--ignore", "FL201"), set()),
        ("per-file-ignores = { 'jobs/' = ['FL2'] }", (), {"app.py"}),
        ("per-file-ignores = { '*.py' = ['FL1'] }", (), {"app.py", "jobs/beat.py"}),
        ("exclude = ['jobs/']", (), {"app.py"}),
        ("exclude = ['jobs/']", ("--exclude", "app.py", "jobs/beat.py"), {"jobs/beat.py"}),
    ],
)
def test_which_findings(text: str, arguments: tuple[str, ...], found: set[str], project: Path) -> None:
    targets = arguments or (".",) if "targets" not in text else arguments
    outcome = check(configured(project, text), *(targets or ("--select", "FL")))
    assert {finding["path"] for finding in outcome.findings} == found


@pytest.mark.parametrize(
    ("text", "arguments", "status"),
    [
        ("", (), 1),
        ("fail-on = 'never'", (), 0),
        ("fail-on = 'never'", ("--fail-on", "error"), 1),
        ("severity = { FL2 = 'info' }", (), 0),
        ("severity = { FL = 'info', FL201 = 'warning' }", (), 1),
        ("severity = { FL2 = 'info' }", ("--fail-on", "info"), 1),
        ("min-confidence = 'high'", (), 1),
    ],
)
def test_the_exit_status(text: str, arguments: tuple[str, ...], status: int, project: Path) -> None:
    assert check(configured(project, text), ".", *arguments).status == status


@pytest.mark.parametrize(
    ("text", "arguments", "left"),
    [
        ("per-file-ignores = { 'jobs/beat.py' = ['FL2'] }", (), {"web/app.py"}),
        ("per-file-ignores = { '!jobs/web/' = ['FL2'] }", (), {"web/app.py"}),
        ("exclude = ['jobs/beat.py']", (), {"web/app.py"}),
        ("exclude = ['/web/']", (), {"beat.py", "web/app.py"}),
        ("exclude = ['beat.py']", ("--exclude", "other/"), {"web/app.py"}),
        ("", ("--exclude", "/web/"), {"beat.py"}),
        ("", ("--exclude", "app.py"), {"beat.py"}),
        ("", ("--exclude", "/beat.py"), {"web/app.py"}),
    ],
)
def test_patterns_count_from_the_files_folder(
    text: str, arguments: tuple[str, ...], left: set[str], project: Path
) -> None:
    """Those of the command line count from the current one."""
    write(configured(project, text), {"jobs/web/app.py": THREAD})
    found = check(project / "jobs", ".", *arguments).findings
    assert {finding["path"] for finding in found} == left


@pytest.mark.parametrize("target", ["jobs.beat", "jobs.beat:app"])
def test_modules_among_the_targets_are_found_from_the_files_folder(target: str, project: Path) -> None:
    write(configured(project, f"targets = ['{target}']"), {"jobs/__init__.py": "", "web/x.py": ""})
    assert [finding["path"] for finding in check(project / "jobs").findings] == ["beat.py"]


def test_settings_are_shown_with_who_set_them(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configured(project, "select = ['FL2']\nseverity = { FL201 = 'info' }\nexclude = ['jobs/']\n")
    monkeypatch.chdir(project)
    assert main(["check", "--show-settings", "--exclude", "old/", "--fail-on", "error", "--no-cache"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"# {project / 'forklint.toml'}"
    assert 'select = ["FL2"]  # file' in lines
    assert 'severity = { "FL201" = "info" }  # file' in lines
    assert 'exclude = ["jobs/", "old/"]  # file and command line' in lines
    assert 'fail-on = "error"  # command line' in lines
    assert "cache = false  # command line" in lines
    assert 'min-confidence = "low"  # default' in lines
    assert "# python: not set" in lines


def test_what_is_shown_can_be_written_into_a_file(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    arguments = ["--select", "fl1", "--require-reason", "--min-confidence", "medium", "--exclude", "old/"]
    assert main(["check", "--show-settings", *arguments]) == 0
    configured(project, capsys.readouterr().out)
    found = read_configuration(project)
    assert (found.select, found.require_reason, found.min_confidence) == (("FL1",), True, "medium")
    assert found.exclude == ("old/",)
    assert found.fail_on == Configuration().fail_on
