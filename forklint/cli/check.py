"""`forklint check`: what does a preloading master hold open at the fork?"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from forklint.check import CheckRequest, check
from forklint.check.settled import cache_folder
from forklint.cli import probing
from forklint.cli.commands import Command
from forklint.cli.ending import orderly
from forklint.cli.findings import EXIT_STATUS, add_findings, choosing, reported, shows_settings
from forklint.cli.options import WATCH, add_preload, add_targets
from forklint.cli.progress import progress

DESCRIPTION = """Says which objects are live when a preloading server forks, which line made
them so, how the master gets to that line, what goes wrong in the workers, and
what to do."""


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXIT_STATUS
    add_targets(parser)
    add_preload(parser)
    probing.add_python(parser, "the project's own environment")
    add_findings(parser)
    remembered = parser.add_argument_group("cache")
    remembered.add_argument("--no-cache", action="store_true", help="neither read nor write it")
    where = "in place of FORKLINT_CACHE_DIR or the platform's folder"
    remembered.add_argument("--cache-dir", type=Path, metavar="FOLDER", help=where)
    again = "check again whenever a file changes; Ctrl-C ends"
    parser.add_argument(WATCH, action="store_true", help=again)
    probed = parser.add_argument_group("probe")
    both = "also load the application as its server does, fork it, and look"
    probed.add_argument("--probe", action="store_true", help=both)
    probing.add_options(probed)


def _run(options: argparse.Namespace) -> int:
    if options.watch:
        from forklint.cli.watching import watch

        return watch(options)
    asked = choosing(options)
    if shows_settings(options, asked):
        return 0
    asked = replace(asked, cache=cache_folder(options.settings))
    if options.probe:
        return _with_probe(asked, options)
    probing.refuse(options)
    with progress(options.verbose) as notice:
        report = check(asked, notice=notice)
    return reported(report, asked, options)


def _with_probe(asked: CheckRequest, options: argparse.Namespace) -> int:
    """What the probe could not do is said after what the analyzer found."""
    from forklint.check.probing import check_and_probe

    how = probing.options_of(options, asked)
    with orderly(), progress(options.verbose) as notice:
        outcome = check_and_probe(asked, how, notice=notice)
    status = reported(outcome.report, asked, options)
    if outcome.failure:
        sys.stdout.flush()
        raise outcome.failure
    return status


COMMAND = Command(DESCRIPTION, _configure, _run, takes_rest=lambda arguments: "--probe" in arguments)
