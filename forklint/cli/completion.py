"""Completion scripts for shells: what a word may be follows from what the help calls it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable

import shtab

from forklint.knowledge.locate import rules_folder
from forklint.knowledge.rules import rule_paths
from forklint.probe.drivers.registry import DRIVERS


def _libraries() -> list[str]:
    return ["verify", *sorted(path.stem for path in (rules_folder() / "facts").glob("*.toml"))]


_FILES = {"FILE": shtab.FILE, "TARGET": shtab.FILE, "FOLDER": shtab.DIRECTORY, "python": shtab.FILE}
_WORDS: dict[str, Callable[[], Iterable[str]]] = {
    "CODE": rule_paths,
    "CODES": rule_paths,
    "NAME": _libraries,
    "SERVER": lambda: DRIVERS,
}
"""Both: metavar, or name of the option -> what it may be."""


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """What that shell has to read. The parser serves for nothing else afterwards."""
    for action in _actions(parser):
        for name in (action.dest, action.metavar):
            if name in _FILES:
                vars(action)["complete"] = _FILES[str(name)]
            elif name in _WORDS and action.choices is None:
                action.choices = list(_WORDS[str(name)]())
    return shtab.complete(parser, shell)


def _actions(parser: argparse.ArgumentParser) -> Iterable[argparse.Action]:
    """Those of the commands, too."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
