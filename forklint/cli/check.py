"""`forklint check`: what does a preloading master hold open at the fork?"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from forklint import cache
from forklint.check import CheckRequest, check
from forklint.cli.codes import prefixes
from forklint.cli.commands import Command
from forklint.cli.options import add_color, add_format, add_targets, request, wants_color
from forklint.cli.progress import progress
from forklint.cli.streams import standard_output
from forklint.model.levels import Confidence, Severity
from forklint.model.report import Report
from forklint.report.registry import FORMATS, Context

DESCRIPTION = """Says which objects are live when a preloading server forks, which line made them so, how the master
gets to that line, what goes wrong in the workers, and what to do."""

EXIT_STATUS = """exit status: 0 nothing at or above --fail-on; 1 findings; 2 usage or configuration; 3 could not look"""


def _configure(parser: argparse.ArgumentParser) -> None:
    add_targets(parser)
    parser.epilog = EXIT_STATUS
    add_format(parser, list(FORMATS), "full")
    levels = [severity.value for severity in Severity]
    parser.add_argument("--fail-on", choices=[*levels, "never"], default="warning", help="default: warning")
    sureness = [confidence.value for confidence in Confidence]
    parser.add_argument("--min-confidence", choices=sureness, default="low", help="default: low")
    parser.add_argument("--select", action="append", default=[], metavar="CODES", help="only these: FL1,FL203")
    parser.add_argument("--ignore", action="append", default=[], metavar="CODES", help="not these; wins over --select")
    parser.add_argument("--no-cache", action="store_true", help="neither read nor write the cache")
    parser.add_argument("--cache-dir", type=Path, metavar="FOLDER", help="in place of FORKLINT_CACHE_DIR or ~/.cache")
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 even if there are findings")
    add_color(parser)


def _run(options: argparse.Namespace) -> int:
    asked = _request(options)
    with progress() as notice:
        report = check(asked, notice=notice)
    stream = standard_output(utf8=options.output_format == "json")
    FORMATS[options.output_format]()(report, Context(stream, asked.cwd, wants_color(options)))
    return 0 if options.exit_zero else exit_status(report, options.fail_on)


def exit_status(report: Report, fail_on: str) -> int:
    """1 where a finding is at least as bad as `fail_on`."""
    if fail_on == "never":
        return 0
    limit = Severity(fail_on).rank
    return int(any(finding.severity.rank <= limit for finding in report.findings))


def _request(options: argparse.Namespace) -> CheckRequest:
    folder = None if options.no_cache else options.cache_dir or cache.default_folder()
    return replace(
        request(options),
        select=prefixes(options.select, "--select"),
        ignore=prefixes(options.ignore, "--ignore"),
        min_confidence=Confidence(options.min_confidence),
        cache=folder,
    )


COMMAND = Command(DESCRIPTION, _configure, _run)
