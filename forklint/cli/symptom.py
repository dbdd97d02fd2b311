"""`forklint symptom "Packet sequence number wrong"`: from an error text to its cause and repair, without a network."""

from __future__ import annotations

import argparse
import io
import sys

from forklint.cli.commands import Command
from forklint.cli.options import add_color, add_format, wants_color
from forklint.cli.streams import standard_output
from forklint.errors import UsageError
from forklint.knowledge.symptoms import Shown, Symptom, matching, shown, symptoms

DESCRIPTION = "Finds what an error text says of a fork: what happens, what else it may be, how to look, what to do."
LONGEST = 1_000_000
"""Characters that are read of a log."""


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="+", metavar="TEXT", help="the error's text, or a part; `-` reads a log")
    add_format(parser, ["text", "json"], "text")
    add_color(parser)


def _run(options: argparse.Namespace) -> int:
    text = _log() if options.text == ["-"] else " ".join(options.text)
    found, seen = matching(text), shown(text)
    if not found and not seen:
        raise _unknown()
    stream = standard_output(utf8=options.output_format == "json")
    if options.output_format == "json":
        stream.write(_json(found, seen))
        return 0
    from forklint.report.terminal.symptom import write

    write(found, seen, stream, wants_color(options))
    return 0


def _log() -> str:
    """Standard input; what is no text in it is passed over."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    return sys.stdin.read(LONGEST)


def _json(found: dict[str, Symptom], seen: list[Shown]) -> str:
    from forklint.report import plain

    return plain.text({"symptoms": found, "seen": seen})


def _unknown() -> UsageError:
    known = ", ".join(one.title for one in symptoms().values())
    hint = f"Known are: {known}. `forklint check` and `forklint probe` look without a text."
    return UsageError("no incident and no experiment has this text", hint)


COMMAND = Command(DESCRIPTION, _configure, _run)
