"""`forklint rules`: the list."""

from __future__ import annotations

import argparse

from forklint.cli.commands import Command
from forklint.cli.options import add_format
from forklint.cli.streams import standard_output
from forklint.knowledge.rules import all_rules

DESCRIPTION = "Lists every rule: code, severity, name, and one line on what it is about."


def _configure(parser: argparse.ArgumentParser) -> None:
    add_format(parser, ["text", "json"], "text")


def _run(options: argparse.Namespace) -> int:
    found = all_rules()
    stream = standard_output(utf8=options.output_format == "json")
    if options.output_format == "json":
        from forklint.report import plain

        keys = ("code", "name", "severity", "summary", "since")
        listed = [{key: getattr(rule, key) for key in keys} for rule in found]
        stream.write(plain.text(listed))
        return 0
    for rule in found:
        stream.write(f"{rule.code}  {rule.severity.value:7}  {rule.name}\n       {rule.summary}\n")
    stream.write("\n`forklint rule CODE` explains one, with a bad and a good example.\n")
    return 0


COMMAND = Command(DESCRIPTION, _configure, _run)
