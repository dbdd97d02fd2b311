"""Each small application is probed: every fault at its line, and silence on its repaired twin."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from forklint.check.probing import probe
from forklint.check.request import CheckRequest, ProbeOptions
from forklint.model.report import Report
from tests.probe.applications.case import Case, addresses, cases, copied, environment
from tests.services.fixtures import need_packages, started

pytestmark = [pytest.mark.real, pytest.mark.timeout(120)]
DRIVEN = ("generic", "gunicorn")


def _parameters() -> Iterator[object]:
    for case in cases():
        for variant in case.variants:
            yield pytest.param(case, variant, id=f"{case.name}-{variant}")


@pytest.mark.parametrize(("case", "variant"), list(_parameters()))
def test_application(case: Case, variant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    report = _probed(case, variant, tmp_path, monkeypatch)
    found = {(finding.rule, finding.place.path, finding.place.line) for finding in report.findings}
    wanted = case.expect if variant == "faulty" else ()
    right = {(one.alone, one.file, line) for one in wanted for line in one.lines}
    assert not found - right, _told(report)
    missed = [one for one in wanted if not any((one.alone, one.file, line) in found for line in one.lines)]
    assert not missed, _told(report)


def _probed(case: Case, variant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    if not case.runs_on(tuple(sys.version_info[:2])):
        pytest.skip(f"needs Python {case.python}")
    need_packages(*case.requires)
    folder = copied(case, variant, tmp_path)
    services = [started(name) for name in case.needs]
    for name, value in environment(case, folder, services).items():
        monkeypatch.setenv(name, value)
    assert all(value for service in services for value in addresses(service).values())
    return probe(CheckRequest(targets=(case.entry,), cwd=folder), ProbeOptions(server=case.server))


def _told(report: Report) -> str:
    lines = [f"{f.place} {f.rule} {f.resource.call if f.resource else ''} {f.proof}" for f in report.findings]
    harmless = [f"{gap.place} {gap.what}" for gap in report.gaps]
    return "\n".join([*lines, *harmless, *(note for one in report.probes for note in one.notes)])
