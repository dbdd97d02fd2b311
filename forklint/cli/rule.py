"""`forklint rule FL102`: one rule explained, with a bad and a good example."""

from __future__ import annotations

import argparse

from forklint.cli.commands import Command
from forklint.cli.options import add_color, add_format, wants_color
from forklint.cli.streams import standard_output
from forklint.errors import UsageError
from forklint.knowledge.rules import meant, rule, rule_paths
from forklint.knowledge.schema import RuleFile

DESCRIPTION = "Explains one rule: what it finds, why that is harmful, what to do, a bad and a good example."


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="a rule's code or name")
    add_format(parser, ["text", "json"], "text")
    add_color(parser)


def _run(options: argparse.Namespace) -> int:
    found = find(options.code)
    stream = standard_output(utf8=options.output_format == "json")
    if options.output_format == "json":
        from forklint.report import plain

        stream.write(plain.text(found))
        return 0
    from forklint.report.terminal.rule import write

    write(found, stream, wants_color(options))
    return 0


def find(word: str) -> RuleFile:
    """The rule of that code or name, in either case.

    Raises UsageError where there is none.
    """
    known = rule_paths()
    names = {path.stem.partition("-")[2]: code for code, path in known.items()}
    code = word.upper() if word.upper() in known else names.get(word.lower())
    if code is None:
        close = meant(word)
        hint = f"Did you mean `{close}` ({rule(close).name})?" if close else "`forklint rules` lists them."
        raise UsageError(f"there is no rule {word!r}", hint)
    return rule(code)


COMMAND = Command(DESCRIPTION, _configure, _run)
