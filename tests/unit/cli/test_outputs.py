"""Several formats in one run, into files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forklint.cli.main import main


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[3] / "fixtures" / "shop")


def run(*formats: str) -> int:
    options = [word for form in formats for word in ("--output-format", form)]
    return main(["check", ".", "--no-cache", *options])


@pytest.mark.usefixtures("shop")
def test_files_and_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(f"sarif={tmp_path / 's.sarif'}", "concise", f"json={tmp_path / 'j.json'}") == 1
    assert capsys.readouterr().out.startswith("shop/db.py:8:8: FL102")
    assert json.loads((tmp_path / "s.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["j.json", "s.sarif"]


@pytest.mark.usefixtures("shop")
def test_a_file_alone_leaves_standard_output_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(f"full={tmp_path / 'report.txt'}") == 1
    assert capsys.readouterr().out == ""
    assert "FL102" in (tmp_path / "report.txt").read_text(encoding="utf-8")


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("formats", "said"),
    [
        (["sarif=missing/out.sarif"], "there is no folder"),
        (["sarif=."], "is a folder"),
        (["full", "json"], "2 formats go to standard output"),
        (["json=x", "sarif=./x"], "2 formats go to the file"),
        (["json="], "needs a file"),
        (["sarf=x"], "Did you mean `sarif`?"),
    ],
)
def test_what_cannot_be_written_is_said_first(
    formats: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*formats) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert not Path("x").exists()


@pytest.mark.usefixtures("shop")
def test_a_failed_write_leaves_the_old_file_and_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "s.sarif"
    place.write_text("old", encoding="utf-8")

    def full(source: Path, target: Path) -> Path:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert run(f"sarif={place}", "concise") == 2
    told = capsys.readouterr()
    assert "FL102" in told.out
    assert "No space left on device" in told.err
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("s.sarif", "old")]


@pytest.mark.usefixtures("shop")
def test_a_device_is_not_replaced() -> None:
    assert run("sarif=/dev/null") == 1
    assert Path("/dev/null").is_char_device()
