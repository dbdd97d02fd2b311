"""`forklint probe`: load it as the server would, fork, and prove what is shared."""

from __future__ import annotations

import argparse

from forklint.check import CheckRequest
from forklint.cli import probing
from forklint.cli.commands import Command
from forklint.cli.findings import EXIT_STATUS, add_findings, choosing, reported
from forklint.cli.options import add_preload, add_target, request
from forklint.cli.progress import progress

DESCRIPTION = """Starts a fresh master the way the server starts it, lets it load the
application, forks test workers, and says what master and workers really share,
what the workers lost and what they got twice, with the line that made each.

The application is executed: its connections are opened, its threads started."""

EPILOG = """servers:
{servers}

what stands after -- goes to the server:
  forklint probe shop:app --server gunicorn -- -k gthread -w 4

"""


def _configure(parser: argparse.ArgumentParser) -> None:
    from forklint.probe.drivers.registry import DRIVERS

    listed = "\n".join(f"  {driver.name:10}  {driver.about}" for driver in DRIVERS.values())
    parser.epilog = EPILOG.format(servers=listed) + EXIT_STATUS
    add_target(parser)
    add_preload(parser)
    probing.add_options(parser.add_argument_group("probe"))
    add_findings(parser)


def _run(options: argparse.Namespace) -> int:
    from forklint.check.probing import probe

    asked: CheckRequest = choosing(request(options), options)
    how = probing.options_of(options)
    with progress() as notice:
        report = probe(asked, how, notice=notice)
    return reported(report, asked, options)


COMMAND = Command(DESCRIPTION, _configure, _run, takes_rest=lambda arguments: True)
