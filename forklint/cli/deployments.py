"""`forklint deployments`: how is this application served, and which lines say so?"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, TextIO

from forklint.cli.commands import Command
from forklint.cli.options import add_color, add_format, add_targets, request, wants_color
from forklint.cli.ownfacts import complaints
from forklint.cli.streams import standard_output

if TYPE_CHECKING:
    from forklint.check.deployments import Listing

DESCRIPTION = """Lists how an application is served, as its repository describes it: which
server, whether it preloads and which line says so, workers, entry, hooks. Reads
Procfiles, Dockerfiles, compose files, systemd units, supervisord's and
Kubernetes' files, shell scripts and the servers' own configuration; executes
nothing of them."""


def _configure(parser: argparse.ArgumentParser) -> None:
    add_targets(parser)
    add_format(parser, ["text", "json"], "text")
    add_color(parser)
    parser.set_defaults(preload=False)


def _run(options: argparse.Namespace) -> int:
    from forklint.check.deployments import listing

    asked = request(options)
    found = listing(asked)
    stream = standard_output(utf8=options.output_format == "json")
    if options.output_format == "json":
        _write_json(found, stream)
    else:
        _write_text(found, stream, wants_color(options))
    return complaints(asked.facts)


def _write_json(found: Listing, stream: TextIO) -> None:
    from forklint.report import plain
    from forklint.report.deployments import document

    listed = {
        "deployments": [document(one) for one in found.deployments],
        "gaps": [{"path": gap.place.path, "line": gap.place.line, "what": gap.what} for gap in found.gaps],
    }
    stream.write(plain.text(listed))


def _write_text(found: Listing, stream: TextIO, color: bool | None) -> None:
    from forklint.report.terminal.deployments import draw
    from forklint.report.terminal.page import Page

    draw(Page(stream, color), found.deployments, found.gaps)


COMMAND = Command(DESCRIPTION, _configure, _run)
