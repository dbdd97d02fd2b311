"""What command lines mean: one text file for each server, with a small tree, and what is read of each `$ command`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.deploy_servers.lines import said
from tests.unit.trees import write

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """A tree, and commands with the lines that are said of them."""

    files: dict[str, str] = field(default_factory=dict)
    commands: dict[str, list[str]] = field(default_factory=dict)


def read(path: Path) -> Case:
    """Files after lines `== path`; then commands after `$`, each with what is said of it."""
    head, _, commands = path.read_text(encoding="utf-8").partition("\n$ ")
    parts = (part.partition("\n") for part in f"\n{head}".split("\n== ")[1:])
    files = {name.strip(): f"{text}\n" for name, _, text in parts}
    said = (block.strip("\n").split("\n") for block in commands.split("\n$ "))
    return Case(files, {lines[0]: lines[1:] for lines in said})


COMMANDS = [(path.stem, command) for path in sorted(CASES.glob("*.txt")) for command in read(path).commands]


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[f"{name}: {command}" for name, command in COMMANDS])
def test_means(name: str, command: str, tmp_path: Path) -> None:
    case = read(CASES / f"{name}.txt")
    write(tmp_path, case.files)
    assert said(command, tmp_path) == case.commands[command]
