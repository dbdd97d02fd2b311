"""Baselines: files with the findings that a team has accepted for now.

They are known by rule, file, symbol and resource, never by line: that is what a fingerprint is made of. Paths count
from the folder of the baseline, so that a run in any folder of the project knows the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

import msgspec

from forklint import __version__
from forklint.errors import ConfigurationError
from forklint.judge.fingerprint import under
from forklint.model.baseline import Baseline, Known
from forklint.model.finding import Finding
from forklint.model.report import Report

VERSION = 2
"""Grows when a fingerprint, a path or a key changes its meaning."""
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
    except (msgspec.DecodeError, RecursionError) as error:
        raise ConfigurationError(f"{path}: is no baseline: {error}", _AGAIN) from error
    return Baseline(document.targets, document.findings, path.parent)


def encoded(baseline: Baseline) -> bytes:
    """The file's content: a line for each value, so that two versions can be compared and merged."""
    document = _Document(
        version=VERSION, forklint=__version__, targets=baseline.targets, findings=tuple(sorted(baseline.findings))
    )
    content = msgspec.to_builtins(document)
    content["findings"] = [{key: value for key, value in one.items() if value != []} for one in content["findings"]]
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


@dataclass(frozen=True, slots=True)
class _Eye:
    """What a run in one folder saw, as a baseline in another folder calls it."""

    report: Report
    cwd: Path
    folder: Path

    def path(self, text: str) -> str:
        """A path of the report."""
        if self.cwd == self.folder or not text:
            return text
        return PurePath(os.path.relpath(self.cwd / text, self.folder)).as_posix()

    def name(self, finding: Finding) -> str:
        """The fingerprint."""
        return under(self.path(finding.place.path), finding)

    def targets(self) -> tuple[str, ...]:
        """Names of modules count from a folder as paths do."""
        return tuple(map(self.path, self.report.targets))

    def known(self, finding: Finding) -> Known:
        """An entry for it."""
        return Known(
            path=self.path(finding.place.path),
            rule=finding.rule,
            symbol=finding.symbol,
            resource=finding.resource.call if finding.resource else "",
            fingerprint=self.name(finding),
            evidence=finding.evidence,
        )


def _eye(report: Report, baseline: Baseline, cwd: Path) -> _Eye:
    cwd = cwd.resolve()
    return _Eye(report, cwd, baseline.folder.resolve() if baseline.folder else cwd)


def _looked_for(eye: _Eye, baseline: Baseline) -> Callable[[Known], bool]:
    """Whether absence says something: an eye that saw it looked at all that was looked at then, or its file as then."""
    report, run = eye.report, set(eye.targets())
    hidden = {eye.path(gap.place.path) for gap in report.gaps}
    loaded = set(map(eye.path, report.loaded))

    def looked_for(one: Known) -> bool:
        by, then = "static" if "static" in one.evidence else "probe", set(one.targets or baseline.targets)
        again = then <= run or (run <= then and one.path in loaded)
        return by in report.evidence and again and one.path not in hidden

    return looked_for


def compared(report: Report, baseline: Baseline, cwd: Path, is_asked: Callable[[str], bool]) -> Report:
    """The report of a run in `cwd` without what is known, and with what is stale.

    `is_asked` says whether the run is about a code.
    """
    eye = _eye(report, baseline, cwd)
    names = {one.fingerprint for one in baseline.findings}
    there = {eye.name(finding) for finding in (*report.findings, *(item.finding for item in report.cleared))}
    gone = [one for one in baseline.findings if one.fingerprint not in there and is_asked(one.rule)]
    return replace(
        report,
        findings=tuple(finding for finding in report.findings if eye.name(finding) not in names),
        known=tuple(finding for finding in report.findings if eye.name(finding) in names),
        stale=tuple(filter(_looked_for(eye, baseline), gone)) if gone else (),
    )


def updated(report: Report, baseline: Baseline, cwd: Path) -> Baseline:
    """What the report of a run in `cwd` has, and of the old baseline what that run could not look for."""
    eye = _eye(report, baseline, cwd)
    found = [eye.known(finding) for finding in (*report.findings, *report.known)]
    names = {one.fingerprint for one in found}
    kept = tuple(one for one in pruned(report, baseline).findings if one.fingerprint not in names)
    if not kept:
        return replace(baseline, targets=eye.targets(), findings=tuple(found))
    before = {one.fingerprint: one.targets for one in baseline.findings}
    run = () if set(eye.targets()) == set(baseline.targets) else eye.targets()
    found = [replace(one, targets=before.get(one.fingerprint, run)) for one in found]
    return replace(baseline, findings=(*found, *kept))


def pruned(report: Report, baseline: Baseline) -> Baseline:
    """Without what is stale."""
    stale = set(report.stale)
    return replace(baseline, findings=tuple(one for one in baseline.findings if one not in stale))
