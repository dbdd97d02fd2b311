"""Who can tell that an entry of a baseline is stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.baseline import compared, pruned, updated
from forklint.model.baseline import Baseline
from tests.unit import made

CWD = Path("/srv")


def baseline(*evidence: str) -> Baseline:
    """Written by a run of two targets, with one finding that these eyes saw."""
    return updated(made.report(made.finding(evidence=evidence), targets=("app", "jobs")), Baseline(()), CWD)


@pytest.mark.parametrize(
    ("seen_by", "looking", "targets", "loaded", "stale"),
    [
        (("static",), ("static",), ("app", "jobs"), ("app/db.py",), True),
        (("static",), ("static",), ("app", "jobs"), (), True),
        (("static",), ("static",), ("app", "jobs", "more"), (), True),
        (("static",), ("static",), ("other",), ("app/db.py",), False),
        (("static",), ("static",), ("jobs",), ("app/db.py",), True),
        (("static",), ("static",), ("jobs",), (), False),
        (("static",), ("static",), ("other",), (), False),
        (("static",), ("probe",), ("app", "jobs"), ("app/db.py",), False),
        (("static", "probe"), ("static",), ("app",), ("app/db.py",), True),
        (("probe",), ("static",), ("app",), ("app/db.py",), False),
        (("probe",), ("static", "probe"), ("app",), ("app/db.py",), True),
        (("probe",), ("probe",), ("app", "jobs", "more"), (), True),
    ],
)
def test_only_who_could_see_it_says_that_it_is_gone(
    seen_by: tuple[str, ...], looking: tuple[str, ...], targets: tuple[str, ...], loaded: tuple[str, ...], stale: bool
) -> None:
    known = baseline(*seen_by)
    report = compared(made.report(targets=targets, evidence=looking, loaded=loaded), known, CWD, lambda code: True)
    assert report.stale == (known.findings if stale else ())
    assert pruned(report, known).findings == (() if stale else known.findings)


def test_what_a_probe_clears_is_not_stale() -> None:
    report = made.report(targets=("app",), cleared=(made.cleared(),))
    assert compared(report, baseline("static"), CWD, lambda code: True).stale == ()


def test_what_could_not_be_looked_at_is_not_stale() -> None:
    report = made.report(targets=("app",), gaps=(made.gap("app/db.py"),))
    assert compared(report, baseline("static"), CWD, lambda code: True).stale == ()


def test_an_update_with_fewer_targets_keeps_what_belongs_to_the_others() -> None:
    known = baseline("static")
    new = made.finding(rule="FL201", fingerprint="beef")
    report = compared(made.report(new, targets=("other",)), known, CWD, lambda code: True)
    after = updated(report, known, CWD)
    assert after.targets == ("app", "jobs")
    assert {one.rule: one.targets for one in after.findings} == {"FL102": (), "FL201": ("other",)}
    again = compared(made.report(targets=("other",), loaded=("app/db.py",)), after, CWD, lambda code: True)
    assert [one.rule for one in again.stale] == ["FL201"]
