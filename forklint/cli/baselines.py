"""`--baseline`: findings that are known do not count; bringing the file up to date."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from forklint.cli.saving import require_writable, save
from forklint.cli.streams import complain, remark
from forklint.errors import ConfigurationError, UsageError
from forklint.model.baseline import Baseline, Known
from forklint.model.report import Report
from forklint.model.words import plural

_VERBS = ("update_baseline", "prune_baseline", "error_on_stale")


def add_baseline(parser: argparse.ArgumentParser) -> None:
    """The file, and what is done with it."""
    group = parser.add_argument_group("baseline")
    told = "findings that stand in this file are known and do not count"
    group.add_argument("--baseline", metavar="FILE", help=told)
    group.add_argument("--update-baseline", action="store_true", help="write the findings of this run into it")
    group.add_argument("--prune-baseline", action="store_true", help="remove from it what is not found any more")
    group.add_argument("--error-on-stale", action="store_true", help="exit with 1 where it has such entries")


def baseline_of(options: argparse.Namespace) -> Baseline | None:
    """The one that holds; an empty one where it is about to be made.

    Raises UsageError where an option speaks of a baseline and none is named, ConfigurationError as reading does.
    """
    named = options.settings.baseline
    if not named:
        for verb in _VERBS:
            if getattr(options, verb):
                option = verb.replace("_", "-")
                raise UsageError(f"--{option} needs a baseline", "Name it: --baseline forklint-baseline.json.")
        return None
    path = Path(named)
    if options.update_baseline or options.prune_baseline:
        require_writable(path, "--baseline")
    if options.update_baseline and not path.exists():
        return Baseline((), folder=path.parent)
    from forklint import baseline

    return baseline.read(path)


def kept(report: Report, before: Baseline | None, cwd: Path, options: argparse.Namespace) -> Report:
    """Bring the file up to date where that was asked for; the report as it is with the new one.

    Raises ConfigurationError where the file cannot be written.
    """
    if before is None or not (options.update_baseline or options.prune_baseline):
        return report
    from forklint import baseline

    path = Path(options.settings.baseline)
    if not options.update_baseline:
        _write(path, before, baseline.pruned(report, before))
        return replace(report, stale=())
    _write(path, before, baseline.updated(report, before, cwd))
    return replace(report, findings=(), known=(*report.known, *report.findings), stale=())


def complain_of_stale(report: Report, options: argparse.Namespace) -> int:
    """Say what is stale where that is an error; the result is the exit status."""
    if not (options.error_on_stale and report.stale):
        return 0
    hint = "\n".join([*map(str, report.stale), "--prune-baseline removes them."])
    complain(UsageError(f"{options.settings.baseline}: {_entries(report.stale)} not found any more", hint))
    return 1


def _write(path: Path, before: Baseline, after: Baseline) -> None:
    from forklint import baseline

    try:
        save([(path, baseline.encoded(after))])
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be written: {error.strerror or error}") from error
    old, new = set(before.findings), set(after.findings)
    remark(f"{path}: {_entries(new)}, {len(new - old)} added, {len(old - new)} removed")


def _entries(found: Iterable[Known]) -> str:
    return plural(len(list(found)), "finding")
