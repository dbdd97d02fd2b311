"""Which commands there are, and how one is found and run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from forklint.cli.parser import Parser, formatter
from forklint.errors import UsageError


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it says of itself, its options, and what it does."""

    description: str
    configure: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    takes_rest: Callable[[list[str]], bool] = lambda arguments: False
    """Whether what stands after `--` is not its own but a server's: `options.server_arguments`."""


def _check() -> Command:
    from forklint.cli.check import COMMAND

    return COMMAND


def _probe() -> Command:
    from forklint.cli.probe import COMMAND

    return COMMAND


def _stress() -> Command:
    from forklint.cli.stress import COMMAND

    return COMMAND


def _demo() -> Command:
    from forklint.cli.demo import COMMAND

    return COMMAND


def _loadtime() -> Command:
    from forklint.cli.loadtime import COMMAND

    return COMMAND


def _deployments() -> Command:
    from forklint.cli.deployments import COMMAND

    return COMMAND


def _rules() -> Command:
    from forklint.cli.rules import COMMAND

    return COMMAND


def _rule() -> Command:
    from forklint.cli.rule import COMMAND

    return COMMAND


def _symptom() -> Command:
    from forklint.cli.symptom import COMMAND

    return COMMAND


def _facts() -> Command:
    from forklint.cli.facts import COMMAND

    return COMMAND


COMMANDS: dict[str, tuple[str, Callable[[], Command]]] = {
    "check": ("say what a preloading master holds open at the fork", _check),
    "probe": ("load it as the server would, fork, and prove what is shared", _probe),
    "stress": ("show wrong answers: the same requests to it with and without preloading", _stress),
    "demo": ("tell the whole story with an application of its own, in half a minute", _demo),
    "loadtime": ("say what preloading executes", _loadtime),
    "deployments": ("say how the application is served, and which lines say so", _deployments),
    "rules": ("list the rules", _rules),
    "rule": ("explain one rule", _rule),
    "symptom": ("find the cause of an error text", _symptom),
    "facts": ("list the libraries that forklint knows", _facts),
}
"""Name -> its line in the help, and how to get it."""


def run(name: str, arguments: list[str]) -> int:
    """Parse one command's arguments and do it."""
    command = COMMANDS[name][1]()
    parser = Parser(f"forklint {name}", command.description, formatter(arguments))
    command.configure(parser)
    rest: list[str] = []
    if "--" in arguments and command.takes_rest(arguments[: arguments.index("--")]):
        cut = arguments.index("--")
        arguments, rest = arguments[:cut], arguments[cut + 1 :]
    options = parser.parse_args(arguments)
    options.server_arguments = tuple(rest)
    return command.run(options)


def run_without_command(arguments: list[str]) -> int:
    """The options that need no command: `--help` and `--print-completion`; anything else is a mistake."""
    first = arguments[0]
    if not first.startswith("-"):
        raise UsageError(f"there is no command {first!r}", _suggestion(first))
    parser = _whole_parser(arguments)
    options = parser.parse_args(arguments)
    if options.print_completion:
        from forklint.cli.completion import script

        sys.stdout.write(script(parser, options.print_completion) + "\n")
        return 0
    parser.print_help()
    return 0


def _whole_parser(arguments: list[str]) -> Parser:
    """Every command in one parser: for the general help and for shells."""
    description = "Finds what a preloading prefork server shares between its workers by mistake."
    parser = Parser("forklint", description, formatter(arguments))
    parser.add_argument("--version", "-V", action="store_true", help="print the version and stop")
    parser.add_argument("--print-completion", choices=["bash", "zsh", "fish", "tcsh"], help="print a completion script")
    commands = parser.add_subparsers(
        metavar="COMMAND", title="commands", prog="forklint", parser_class=argparse.ArgumentParser
    )
    complete = "--print-completion" in " ".join(arguments)
    for name, (summary, command) in COMMANDS.items():
        inner = commands.add_parser(name, help=summary, description=summary, formatter_class=formatter(arguments))
        if complete:
            command().configure(inner)
    return parser


def _suggestion(word: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, COMMANDS, 1)
    if close:
        return f"Did you mean `forklint {close[0]}`?"
    if word in ("help", "version"):
        return f"Did you mean `forklint --{word}`?"
    if ":" in word or Path(word).exists():
        return f"Did you mean `forklint check {word}`?"
    return f"Commands: {', '.join(COMMANDS)}. `forklint --help` explains them."
