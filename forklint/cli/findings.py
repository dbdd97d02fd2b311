"""Options of commands that report findings: which of them, how they are written, what the exit status is."""

from __future__ import annotations

import argparse
from dataclasses import replace

from forklint.check import CheckRequest
from forklint.cli import outputs
from forklint.cli.baselines import add_baseline, baseline_of, complain_of_stale, kept
from forklint.cli.options import add_color, request, wants_color
from forklint.cli.ownfacts import complaints
from forklint.cli.settings import shown
from forklint.cli.streams import standard_output
from forklint.cli.timing import last_phase
from forklint.model.levels import Confidence, Severity
from forklint.model.report import Report

EXIT_STATUS = """exit status:
  0  nothing at or above --fail-on     2  usage or configuration
  1  findings                          3  could not look"""


def add_findings(parser: argparse.ArgumentParser) -> None:
    """How findings are written, which are, and when they fail the run."""
    _add_display(parser)
    _add_choice(parser.add_argument_group("which findings"))
    add_baseline(parser)
    status = parser.add_argument_group("failing")
    severities = [*(level.value for level in Severity), "never"]
    _add_level(status, "--fail-on", "exit with 1 from this severity on", severities, "warning")
    status.add_argument("--exit-zero", action="store_true", help="exit with 0 even if there are findings")


def _add_display(parser: argparse.ArgumentParser) -> None:
    outputs.add_outputs(parser)
    add_color(parser)
    words = parser.add_mutually_exclusive_group()
    words.add_argument("--quiet", "-q", action="store_true", help="findings and what was not looked at, nothing else")
    words.add_argument("--verbose", "-v", action="store_true", help="say how long each phase takes")
    parser.add_argument("--statistics", action="store_true", help="also count the findings of each rule")
    told = "print what holds, as a forklint.toml, with who set it; look at nothing"
    parser.add_argument("--show-settings", action="store_true", help=told)


def _add_choice(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--select", action="append", default=[], metavar="CODES", help="only these: FL1,FL203")
    group.add_argument("--ignore", action="append", default=[], metavar="CODES", help="not these; wins over --select")
    sureness = [level.value for level in Confidence]
    _add_level(group, "--min-confidence", "leave out what is less sure", sureness, "low")
    told = "a comment that silences a finding must say why"
    group.add_argument("--require-reason", action="store_true", help=told)


def _add_level(group: argparse._ArgumentGroup, option: str, what: str, levels: list[str], default: str) -> None:
    listed = " | ".join(f"{level} (default)" if level == default else level for level in levels)
    group.add_argument(option, choices=levels, metavar="LEVEL", help=f"{what}: {listed}")


def choosing(options: argparse.Namespace) -> CheckRequest:
    """The request of a command that reports findings.

    Raises UsageError where the report could not be written: that is known before a long look, not after it.
    """
    asked = request(options)
    outputs.wanted(options)
    return asked if options.show_settings else replace(asked, baseline=baseline_of(options))


def shows_settings(options: argparse.Namespace, asked: CheckRequest) -> bool:
    """Print them where that was asked for."""
    if options.show_settings:
        standard_output().write(shown(options.settings, options, asked.cwd))
    return bool(options.show_settings)


def reported(report: Report, asked: CheckRequest, options: argparse.Namespace) -> int:
    """Write the report, and then what is wrong with users' facts; the result is the exit status."""
    report = kept(report, asked.baseline, asked.cwd, options)
    with last_phase("writing the report", options.verbose):
        outputs.write(report, options, asked.cwd, wants_color(options))
    if options.statistics:
        from forklint.cli.statistics import table

        outputs.add(table(report), options)
    wrong, stale = complaints(asked.facts), complain_of_stale(report, options)
    return wrong or stale or (0 if options.exit_zero else int(report.fails(options.settings.fail_on)))
