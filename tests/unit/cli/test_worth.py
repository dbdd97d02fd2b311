"""`forklint probe --worth`, with a prober and a measurer that see what they are told to see."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from forklint.check import probing, worth
from forklint.cli.main import main
from forklint.errors import CouldNotLook
from forklint.model.worth import Worth
from forklint.probe.request import ProbeRequest
from tests.unit import made
from tests.unit.fakes import FakeProber
from tests.unit.trees import write

Said = pytest.CaptureFixture[str]


class Measured:
    """How often, and what came of it."""

    def __init__(self) -> None:
        self.runs: list[int] = []
        self.failure: CouldNotLook | None = None

    def __call__(self, request: ProbeRequest, runs: int, notice: Callable[[str], None]) -> Worth:
        self.runs.append(runs)
        if self.failure is not None:
            raise self.failure
        return made.worth()


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Measured:
    """A folder with an application in which a probe finds nothing."""
    monkeypatch.chdir(write(tmp_path, {"app.py": "x = 1\n"}))
    fake = Measured()
    monkeypatch.setattr(probing, "_prober", lambda: FakeProber(made.probed(), ("app.py",)))
    monkeypatch.setattr(worth, "_measurer", lambda: fake)
    return fake


def test_it_is_measured_where_it_is_asked_for(measured: Measured, capsys: Said) -> None:
    assert main(["probe", "app"]) == 0
    assert measured.runs == []
    assert main(["probe", "app", "--worth"]) == 0
    assert main(["probe", "app", "--worth", "--runs", "5", "--output-format", "concise"]) == 0
    assert measured.runs == [3, 5]
    said = capsys.readouterr().out
    assert "What preloading is worth\n" in said
    assert said.splitlines()[-1].startswith("app: Preloading saves about 45.0 MB of memory per worker")


def test_what_cannot_be_measured_is_status_3_after_the_report(measured: Measured, capsys: Said) -> None:
    measured.failure = CouldNotLook("what preloading is worth could not be measured (preloaded): it hangs", "Look.")
    assert main(["probe", "app", "--worth", "--output-format", "json"]) == 3
    said = capsys.readouterr()
    report = json.loads(said.out)
    assert report["probes"][0]["worth"] is None
    assert [gap["what"] for gap in report["gaps"]] == [measured.failure.message]
    assert said.err == f"forklint: {measured.failure.message}\n  Look.\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--runs", "2"], "--runs says how to measure"),
        (["--worth", "--runs", "0"], "'0' is no number from 1 to 1000"),
        (["--worth", "--runs", "many"], "'many' is no number from 1 to 1000"),
        (["--worth", "--runs", "-1"], "'-1' is no number from 1 to 1000"),
    ],
)
def test_a_slip_is_answered(arguments: list[str], says: str, measured: Measured, capsys: Said) -> None:
    assert main(["probe", "app", *arguments]) == 2
    assert says in capsys.readouterr().err
    assert measured.runs == []
