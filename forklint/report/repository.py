"""Paths from the top of the repository, by which programs that show all of it find files, wherever forklint ran."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from forklint.model.finding import Finding
from forklint.model.place import Place
from forklint.model.report import Report


def top(folder: Path) -> Path:
    """The nearest folder upwards that git has checked out; without one the folder itself."""
    folder = folder.resolve()
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)


def from_top(report: Report, cwd: Path) -> Report:
    """The same report, with paths from there in place of paths from `cwd`."""
    base = top(cwd)
    if base == cwd.resolve():
        return report
    place = partial(_place, base, cwd.resolve())
    finding = partial(_finding, base, cwd.resolve())
    return replace(
        report,
        findings=tuple(map(finding, report.findings)),
        gaps=tuple(replace(gap, place=place(gap.place)) for gap in report.gaps),
        cleared=tuple(replace(one, finding=finding(one.finding)) for one in report.cleared),
        suppressed=tuple(
            replace(one, finding=finding(one.finding), comment=replace(one.comment, place=place(one.comment.place)))
            for one in report.suppressed
        ),
        known=tuple(map(finding, report.known)),
    )


def _finding(base: Path, cwd: Path, finding: Finding) -> Finding:
    trace = tuple(replace(step, place=_place(base, cwd, step.place)) for step in finding.trace)
    return replace(finding, place=_place(base, cwd, finding.place), trace=trace)


def _place(base: Path, cwd: Path, place: Place) -> Place:
    """What lies elsewhere keeps its absolute path, and what lies nowhere none."""
    whole = PurePosixPath(posixpath.normpath(posixpath.join(cwd.as_posix(), place.path)))
    if not place.path or not whole.is_relative_to(base.as_posix()):
        return place
    return replace(place, path=str(whole.relative_to(base.as_posix())))
