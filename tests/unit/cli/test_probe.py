"""The commands that probe, with a prober that sees what it is told to see."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from forklint.check import probing
from forklint.cli.main import main
from forklint.errors import CouldNotLook
from forklint.model.place import Place
from forklint.model.probe import ProbeResult
from forklint.model.resource import Kind, Resource, State
from tests.unit import made
from tests.unit.fakes import FakeProber
from tests.unit.trees import write

Said = pytest.CaptureFixture[str]
CODE = "import threading\n\nthread = threading.Thread(target=print)\nthread.start()\n"
THREAD = Resource(Kind.THREAD, "python", "threading.Thread", State.LIVE)


@pytest.fixture
def prober(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeProber:
    """A folder with an application that starts a thread, which the prober sees."""
    monkeypatch.chdir(write(tmp_path, {"app.py": CODE, "clean.py": "x = 1\n"}))
    seen = made.proven("threading.Thread", resource=THREAD, place=Place("app.py", 4), symbol="app.thread")
    alone = made.looked(server="generic", version="")
    fake = FakeProber(ProbeResult(alone, (seen,)), ("app.py", "clean.py"))
    monkeypatch.setattr(probing, "_prober", lambda: fake)
    return fake


def test_a_probe_reports_what_it_saw(prober: FakeProber, capsys: Said) -> None:
    assert main(["probe", "app"]) == 1
    text = capsys.readouterr().out
    assert "app.py:4:1  error FL201 thread-started-before-fork\n" in text
    assert "Proved by the probe" in text
    assert "Load time" not in text


def test_check_takes_the_probe_as_its_second_eye(prober: FakeProber, capsys: Said) -> None:
    assert main(["check", "app", "--probe", "--no-cache", "--output-format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    (found,) = report["findings"]
    assert (found["evidence"], found["line"], found["column"]) == (["static", "probe"], 4, 0)
    assert report["probes"][0]["entry"] == "app"


def test_what_is_cleared_does_not_fail_a_run(prober: FakeProber, capsys: Said) -> None:
    prober.result = made.probed()
    assert main(["check", "app", "--probe", "--no-cache"]) == 0
    assert "Cleared by the probe: 1 static finding\n" in capsys.readouterr().out


def test_a_probe_that_fails_hides_nothing(prober: FakeProber, capsys: Said) -> None:
    prober.failure = CouldNotLook("ImportError while the application was loaded, at app.py:1", "Install it.\nOr not.")
    assert main(["check", "app", "--probe", "--no-cache", "--output-format", "concise"]) == 3
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "app.py:4:1: FL201 `threading.Thread` starts a thread before the fork: it runs in the master only and is"
        " missing from every worker [static]",
        "app.py:1:1: not looked at: could not be probed: ImportError while the application was loaded, at app.py:1",
    ]
    assert said.err == (
        "forklint: ImportError while the application was loaded, at app.py:1\n  Install it.\n  Or not.\n"
    )
    assert main(["check", "app", "--probe", "--no-cache", "--exit-zero"]) == 3
    capsys.readouterr()
    assert main(["probe", "app"]) == 3
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], 1),
        (["--fail-on", "never"], 0),
        (["--exit-zero"], 0),
        (["--ignore", "FL2"], 0),
        (["--select", "FL1"], 0),
        (["--select", "fl201", "--min-confidence", "high"], 1),
    ],
)
def test_exit_status(options: list[str], status: int, prober: FakeProber, capsys: Said) -> None:
    assert main(["probe", "app", *options]) == status
    assert main(["check", "app", "--probe", "--no-cache", *options]) == status
    capsys.readouterr()


@pytest.mark.parametrize("command", [["probe", "app"], ["check", "app", "--probe", "--no-cache"]])
def test_options_reach_the_prober(command: list[str], prober: FakeProber, capsys: Said) -> None:
    main([*command, "--timeout", "2.5", "--python", sys.executable])
    assert (prober.asked[-1].load_timeout, prober.asked[-1].python) == (2.5, sys.executable)
    main(command)
    assert (prober.asked[-1].load_timeout, prober.asked[-1].python) == (60, sys.executable)
    capsys.readouterr()


def test_a_virtual_environment_stands_for_its_interpreter(
    prober: FakeProber, tmp_path: Path, capsys: Said
) -> None:
    link = tmp_path / "venv" / "bin" / "python"
    link.parent.mkdir(parents=True)
    link.symlink_to(sys.executable)
    for named in ("venv", "venv/bin/python", str(link)):
        main(["probe", "app", "--python", named])
        assert prober.asked[-1].python == str(link), "the link itself: it says which environment is meant"
    capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "says", "hint"),
    [
        (["probe", "app", "clean"], "unrecognized arguments: clean", "`forklint probe --help`"),
        (["probe", "app", "--server", "genric"], "there is no 'genric'", "Did you mean `generic`?"),
        (["probe", "app", "--python", "nopython"], "nothing can be executed at 'nopython'", ".venv/bin/python"),
        (["probe", "app", "--timeout", "0"], "'0' is no number of seconds", "`forklint probe --help`"),
        (["probe", "app", "--timeout", "soon"], "'soon' is no number of seconds", "`forklint probe --help`"),
        (["probe", "app", "--timeout", "nan"], "'nan' is no number of seconds", "`forklint probe --help`"),
        (["probe", "app", "--", "-w", "4"], "no server is started that takes what stands after `--`", "--server"),
        (["probe", "."], "says what its server loads", "An entry is spelt"),
        (["probe"], "says what its server loads", "An entry is spelt"),
        (["check", "app", "--server", "generic"], "--server says how to probe", "Add --probe"),
        (["check", "app", "--timeout", "3"], "--timeout says how to probe", "Add --probe"),
        (["check", "app", "--python", "nopython"], "nothing can be executed at 'nopython'", ".venv/bin/python"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(
    arguments: list[str], says: str, hint: str, prober: FakeProber, capsys: Said
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert says in said.err
    assert hint in said.err
    assert (said.out, prober.asked) == ("", [])


def test_without_a_probe_two_dashes_mean_what_they_meant(prober: FakeProber, capsys: Said) -> None:
    assert main(["check", "--no-cache", "--", "app"]) == 1
    assert prober.asked == []
    capsys.readouterr()


def test_servers_are_explained(capsys: Said) -> None:
    from forklint.probe.drivers.registry import DRIVERS

    with pytest.raises(SystemExit):
        main(["probe", "--help"])
    text = " ".join(capsys.readouterr().out.split())
    assert [driver.name for driver in DRIVERS.values() if f"{driver.name} {driver.about}" not in text] == []
