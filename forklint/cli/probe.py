"""`forklint probe`: load it as the server would, fork, and prove what is shared."""

from __future__ import annotations

import argparse
import sys

from forklint.check import CheckRequest, ProbeOptions
from forklint.cli import probing
from forklint.cli.commands import Command
from forklint.cli.ending import orderly
from forklint.cli.findings import EXIT_STATUS, add_findings, choosing, reported, shows_settings
from forklint.cli.options import add_preload, add_target
from forklint.cli.progress import progress
from forklint.errors import UsageError

RUNS = 3
MOST_RUNS = 1000

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
    probed = parser.add_argument_group("probe")
    probing.add_options(probed)
    probing.add_python(probed, "the one that runs forklint")
    weighing = parser.add_argument_group("what preloading is worth")
    weighing.add_argument("--worth", action="store_true", help="also measure boot time and memory with and without it")
    often = f"masters to start for each way, with --worth; default: {RUNS}"
    weighing.add_argument("--runs", type=_count, metavar="NUMBER", help=often)
    add_findings(parser)


def _run(options: argparse.Namespace) -> int:
    from forklint.check.probing import probe

    asked = choosing(options)
    if shows_settings(options, asked):
        return 0
    how = probing.options_of(options, asked)
    if options.worth:
        return _weighed(asked, how, options)
    if options.runs is not None:
        raise UsageError("--runs says how to measure", "Add --worth.")
    with orderly(), progress(options.verbose) as notice:
        report = probe(asked, how, notice=notice)
    return reported(report, asked, options)


def _weighed(asked: CheckRequest, how: ProbeOptions, options: argparse.Namespace) -> int:
    """What could not be measured is said after what the probe found."""
    from forklint.check.worth import weighed

    with orderly(), progress(options.verbose) as notice:
        outcome = weighed(asked, how, options.runs or RUNS, notice=notice)
    status = reported(outcome.report, asked, options)
    if outcome.failure:
        sys.stdout.flush()
        raise outcome.failure
    return status


def _count(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) <= MOST_RUNS):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {MOST_RUNS}")
    return int(text)


COMMAND = Command(DESCRIPTION, _configure, _run, takes_rest=lambda arguments: True)
