"""Every choice that `--help` offers does something, and every command and option says what it is for."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from forklint.check import probing, stressing
from forklint.cli import demo
from forklint.cli.commands import COMMANDS
from forklint.cli.main import main
from tests.unit import made
from tests.unit.fakes import FakeProber

NEEDS = {
    "check": ["fixtures/shop_lazy", "--no-cache"],
    "probe": ["fixtures/shop_lazy", "--server", "generic"],
    "stress": ["fixtures/shop_lazy", "--no-probe"],
    "loadtime": ["fixtures/shop_lazy"],
    "rule": ["FL102"],
    "symptom": ["MongoClient opened before fork"],
}
"""What a command cannot run without."""


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Choices of commands that start processes are about what they write: none is needed for them."""
    monkeypatch.chdir(Path(__file__).parents[2])
    monkeypatch.setattr(stressing, "stressed", lambda experiment, progress: made.stressed())
    monkeypatch.setattr(demo, "_require_packages", lambda server: None)
    monkeypatch.setattr(demo, "ACTS", ())
    monkeypatch.setattr(demo, "start", lambda server, program, house: {})
    monkeypatch.setattr(probing, "_prober", lambda: FakeProber(made.probed()))


def parser_of(command: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=command)
    COMMANDS[command][1]().configure(parser)
    return parser


def choices() -> Iterator[tuple[str, str, str]]:
    """(command, option, choice) of everything that is offered."""
    for command in COMMANDS:
        for action in parser_of(command)._actions:
            yield from ((command, action.option_strings[0], choice) for choice in action.choices or ())


@pytest.mark.parametrize(("command", "option", "choice"), list(choices()))
def test_every_choice_works(command: str, option: str, choice: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, *NEEDS.get(command, []), option, choice]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out or choice == "concise", "it has nothing to say of safe code"


def test_every_output_format_shows_the_finding(capsys: pytest.CaptureFixture[str]) -> None:
    formats = [choice for command, option, choice in choices() if (command, option) == ("check", "--output-format")]
    assert len(formats) >= 3
    for choice in formats:
        assert main(["check", "fixtures/shop", "--no-cache", "--output-format", choice]) == 1
        assert "FL102" in capsys.readouterr().out, choice


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command: str) -> None:
    unexplained = [action.option_strings for action in parser_of(command)._actions if not action.help]
    assert unexplained == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_every_option(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    text = capsys.readouterr().out
    assert [name for action in parser_of(command)._actions for name in action.option_strings if name not in text] == []
