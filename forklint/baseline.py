"""Baselines: files with the findings that a team has accepted for now.

They are known by rule, file, symbol and resource, never by line: that is what a fingerprint is made of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec

from forklint import __version__
from forklint.errors import ConfigurationError
from forklint.model.baseline import Baseline, Known
from forklint.model.finding import Finding
from forklint.model.report import Report

VERSION = 1
"""Grows when a fingerprint or a key changes its meaning."""
_AGAIN = "Restore it, or remove it and make it again with --update-baseline."


class _Document(msgspec.Struct, frozen=True, kw_only=True):
    """The file."""

    version: int
    forklint: str
    """The version that wrote it."""
    targets: tuple[str, ...]
    findings: tuple[Known, ...]


class _Head(msgspec.Struct, frozen=True):
    """What every version of the file has."""

    version: int


def read(path: Path) -> Baseline:
    """A baseline.

    Raises ConfigurationError where there is none, or where it is broken or of another version.
    """
    try:
        text = path.read_bytes()
    except FileNotFoundError as error:
        hint = f"Make it: forklint check --baseline {path.name} --update-baseline."
        raise ConfigurationError(f"there is no baseline {path}", hint) from error
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        found = msgspec.json.decode(text, type=_Head).version
        if found != VERSION:
            why = f"{path}: is a baseline of version {found}, and this forklint reads version {VERSION}"
            raise ConfigurationError(why, _AGAIN)
        document = msgspec.json.decode(text, type=_Document)
    except msgspec.DecodeError as error:
        raise ConfigurationError(f"{path}: is no baseline: {error}", _AGAIN) from error
    return Baseline(document.targets, document.findings)


def encoded(baseline: Baseline) -> bytes:
    """The file's content: a line for each value, so that two versions can be compared and merged."""
    document = _Document(
        version=VERSION, forklint=__version__, targets=baseline.targets, findings=tuple(sorted(baseline.findings))
    )
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def compared(report: Report, baseline: Baseline, is_asked: Callable[[str], bool]) -> Report:
    """The report without what is known, and with what is stale; `is_asked` says whether the run is about a code."""
    names = {one.fingerprint for one in baseline.findings}
    there = {finding.fingerprint for finding in (*report.findings, *(item.finding for item in report.cleared))}
    gone = [one for one in baseline.findings if one.fingerprint not in there and is_asked(one.rule)]
    return replace(
        report,
        findings=tuple(finding for finding in report.findings if finding.fingerprint not in names),
        known=tuple(finding for finding in report.findings if finding.fingerprint in names),
        stale=tuple(one for one in gone if _was_looked_for(one, report, baseline)),
    )


def _was_looked_for(one: Known, report: Report, baseline: Baseline) -> bool:
    """Whether its absence says something: an eye that saw it looked at its file, or at all that was looked at then."""
    eye = "static" if "static" in one.evidence else "probe"
    same = set(baseline.targets) <= set(report.targets)
    hidden = {gap.place.path for gap in report.gaps}
    return eye in report.evidence and (same or one.path in report.loaded) and one.path not in hidden


def updated(report: Report, baseline: Baseline) -> Baseline:
    """What the report has, and of the old baseline what this run could not look for."""
    found = (*report.findings, *report.known)
    names = {finding.fingerprint for finding in found}
    kept = tuple(one for one in pruned(report, baseline).findings if one.fingerprint not in names)
    targets = (*baseline.targets, *report.targets) if kept else report.targets
    return Baseline(tuple(dict.fromkeys(targets)), (*map(_known, found), *kept))


def pruned(report: Report, baseline: Baseline) -> Baseline:
    """Without what is stale."""
    return replace(baseline, findings=tuple(one for one in baseline.findings if one not in report.stale))


def _known(finding: Finding) -> Known:
    return Known(
        path=finding.place.path,
        rule=finding.rule,
        symbol=finding.symbol,
        resource=finding.resource.call if finding.resource else "",
        fingerprint=finding.fingerprint,
        evidence=finding.evidence,
    )
