"""Both eyes on the same applications: what they share is one finding, at the line and under the code that is right."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from forklint.check.probing import check_and_probe
from forklint.check.request import CheckRequest, ProbeOptions
from forklint.model.levels import Severity
from forklint.model.report import Report
from tests.probe.applications.case import Case, cases, copied, environment
from tests.services.fixtures import need_packages, started

pytestmark = [pytest.mark.real, pytest.mark.timeout(120)]
BOTH = ("static", "probe")
EYES = {
    "daemon_thread": {"FL201": BOTH},
    "dbutils_pool": {"FL102": BOTH},
    "django_ready_sqlite": {"FL101": BOTH},
    "doorbell_pipe": {"FL104": ("probe",)},
    "held_lock": {"FL601": BOTH},
    "homemade_pool": {"FL101": BOTH},
    "library_thread": {"FL201": ("probe",)},
    "process_pool": {"FL302": BOTH},
    "psycopg2_pool": {"FL102": BOTH},
    "pymongo_client": {"FL102": BOTH},
    "random_instance": {"FL501": BOTH},
    "sqlalchemy_mysql": {"FL103": BOTH},
    "sqlite_connection": {"FL403": BOTH},
    "thread_pool": {"FL202": BOTH},
}
"""Case -> code -> who sees it. One for each way in which two findings are recognised as one, and for each family."""
CHOSEN = [case for case in cases() if case.name in EYES]


@pytest.mark.parametrize("case", CHOSEN, ids=lambda case: case.name)
def test_one_fault_is_one_finding(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = looked(case, "faulty", tmp_path, monkeypatch)
    assert {finding.rule: finding.evidence for finding in report.findings} == EYES[case.name]
    assert len(report.findings) == len(case.expect)
    for wanted in case.expect:
        (found,) = [finding for finding in report.findings if finding.rule == wanted.code]
        assert found.place.path == wanted.file
        assert found.place.line in wanted.lines
        assert found.proof
    assert report.cleared == ()


@pytest.mark.parametrize("case", [case for case in cases() if case.clears], ids=lambda case: case.name)
def test_what_is_no_fault_is_cleared(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = looked(case, "faulty", tmp_path, monkeypatch)
    cleared = {(item.finding.rule, item.finding.place.path, item.finding.place.line) for item in report.cleared}
    missed = [one for one in case.clears if not any((one.code, one.file, line) in cleared for line in one.lines)]
    assert missed == []
    assert [finding for finding in report.findings if finding.severity is not Severity.INFO] == []


def test_every_chosen_case_is_there() -> None:
    assert {case.name for case in CHOSEN} == set(EYES)
    assert any(case.clears for case in cases())


def looked(case: Case, variant: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    """The report of both eyes; the test fails with the reason where the probe could not look."""
    if not case.runs_on(sys.version_info[:2]):
        pytest.skip(f"needs Python {case.python}")
    need_packages(*case.requires)
    application = copied(case, variant, folder)
    for name, value in environment(case, application, [started(name) for name in case.needs]).items():
        monkeypatch.setenv(name, value)
    asked = CheckRequest((case.entry,), application)
    outcome = check_and_probe(asked, ProbeOptions(case.server))
    assert outcome.failure is None, outcome.failure
    return outcome.report
