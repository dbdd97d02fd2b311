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

DESCRIPTION = """Says which objects are live when a preloading server forks, which line made
them so, how the master gets to that line, what goes wrong in the workers, and
what to do."""

EXIT_STATUS = """exit status:
  0  nothing at or above --fail-on     2  usage or configuration
  1  findings                          3  could not look"""


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXIT_STATUS
    add_targets(parser)
    add_format(parser, list(FORMATS), "full")
    add_color(parser)
    chosen = parser.add_argument_group("which findings")
    chosen.add_argument("--select", action="append", default=[], metavar="CODES", help="only these: FL1,FL203")
    chosen.add_argument("--ignore", action="append", default=[], metavar="CODES", help="not these; wins over --select")
    sureness = [level.value for level in Confidence]
    _add_level(chosen, "--min-confidence", "leave out what is less sure", sureness, "low")
    status = parser.add_argument_group("failing")
    severities = [*(level.value for level in Severity), "never"]
    _add_level(status, "--fail-on", "exit with 1 from this severity on", severities, "warning")
    status.add_argument("--exit-zero", action="store_true", help="exit with 0 even if there are findings")
    remembered = parser.add_argument_group("cache")
    remembered.add_argument("--no-cache", action="store_true", help="neither read nor write it")
    where = "in place of FORKLINT_CACHE_DIR or the platform's folder"
    remembered.add_argument("--cache-dir", type=Path, metavar="FOLDER", help=where)


def _add_level(group: argparse._ArgumentGroup, option: str, what: str, levels: list[str], default: str) -> None:
    listed = " | ".join(f"{level} (default)" if level == default else level for level in levels)
    group.add_argument(option, choices=levels, default=default, metavar="LEVEL", help=f"{what}: {listed}")


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
