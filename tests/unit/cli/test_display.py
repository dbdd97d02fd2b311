"""`--statistics`, `--quiet`, `--verbose`, and colour."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from forklint.cli.main import main
from tests.unit.trees import write

Said = pytest.CaptureFixture[str]
START = "threading.Thread(target=print).start()"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two findings that count, one that is silenced, and a gap."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FORKLINT_CACHE_DIR", str(tmp_path / "cache"))
    lines = ["import threading", START, START, f"{START}  # forklint: ignore[FL201] why"]
    return write(tmp_path, {"app.py": "\n".join(lines), "odd.py": "("})


def test_statistics_count_each_rule(capsys: Said) -> None:
    assert main(["check", "--statistics", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "2  FL201 thread-started-before-fork  (1 silenced)"


def test_statistics_leave_output_for_programs_alone(capsys: Said) -> None:
    assert main(["check", "--statistics", "--output-format", "json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["summary"]["error"] == 2
    assert said.err == "2  FL201 thread-started-before-fork  (1 silenced)\n"


def test_statistics_stand_apart_from_a_report_for_readers(capsys: Said) -> None:
    assert main(["check", "--statistics"]) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == ["", "2  FL201 thread-started-before-fork  (1 silenced)"]


def test_quiet_leaves_findings_and_gaps(capsys: Said) -> None:
    assert main(["check", "--quiet"]) == 1
    text = capsys.readouterr().out
    assert text.startswith("app.py:2:1  error FL201")
    assert "Not looked at: 1 place" in text
    assert "Load time" not in text
    assert "2 errors" not in text


def test_quiet_says_nothing_of_safe_code(project: Path, capsys: Said) -> None:
    write(project, {"app.py": "", "odd.py": ""})
    assert main(["check", "-q"]) == 0
    assert capsys.readouterr().out == ""


def test_verbose_times_each_phase(capsys: Said) -> None:
    assert main(["check", "--verbose", "--output-format", "concise"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert all(re.fullmatch(r"forklint: +\d+\.\d{3} s  \w.*", line) for line in lines)
    phases = [line.split(" s  ")[1].split(",")[0] for line in lines]
    assert phases[:3] == ["starting", "finding what is served", "looking into the cache"]
    assert phases[3:5] == ["following load time", "judging"]
    assert phases[-2:] == ["writing the report", "in all"]
    seconds = [float(line.split()[1]) for line in lines]
    assert sum(seconds[:-1]) == pytest.approx(seconds[-1], rel=0.1, abs=0.1)


def test_only_one_of_both(capsys: Said) -> None:
    assert main(["check", "-q", "-v"]) == 2
    assert "not allowed with" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "variables", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "always"], {"TERM": "dumb"}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(
    arguments: list[str], variables: dict[str, str], coloured: bool, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    main(["check", *arguments])
    assert ("\x1b[" in capsys.readouterr().out) is coloured
