"""The pages on the command line and the configuration list every command, option and key, and no others."""

from __future__ import annotations

import re
from pathlib import Path

from forklint.cli.commands import COMMANDS
from forklint.cli.parser import Parser, formatter
from forklint.config.keys import KEYS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "command-line.md").read_text(encoding="utf-8")


def options() -> set[str]:
    found: set[str] = set()
    for name, (_, command) in COMMANDS.items():
        parser = Parser(name, "", formatter([]))
        command().configure(parser)
        found |= {option for option in parser._option_string_actions if option.startswith("--")}
    return found


def first_column(heading: str, page: str = PAGE) -> list[str]:
    table = f"\n{page}".split(f"\n{heading}\n", 1)[1].split("\n## ", 1)[0]
    return [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]


def test_every_option_is_listed() -> None:
    listed = {re.findall(r"--[\w-]+", cell)[0] for cell in first_column("## Options")}
    assert listed == options() - {"--help"}


def test_every_command_is_listed() -> None:
    listed = {re.findall(r"forklint (\w+)", cell)[0] for cell in first_column("# Command line")}
    assert listed == set(COMMANDS)


def test_every_configuration_key_is_listed() -> None:
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    assert [cell.strip(" `") for cell in first_column("## Keys", page)] == list(KEYS)
