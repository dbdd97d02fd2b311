"""Comments and probes: silenced alike, contradicted where real processes show otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from forklint.check.probing import Eyes, check_and_probe, probe
from forklint.check.request import CheckRequest, ProbeOptions
from forklint.model.report import Report
from tests.unit import made
from tests.unit.fakes import FakeAnalyzer, FakeProber
from tests.unit.trees import write

SAFE = "class Pool:  # forklint: fork-safe[FL102] connects again after a fork\n    def make():\n        return 1\n"
"""What `made` sees stands on line 3."""
IGNORED = "x = 1\n\nmade = 1  # forklint: ignore[FL102] known\n"
MADE = "pool = Pool()  # forklint: ignore[FL102] known\n\nx = 1\n"


@pytest.fixture
def project(tmp_path: Path) -> CheckRequest:
    made.facts(tmp_path / "facts")
    folder = write(tmp_path / "project", ["wsgi.py", "app/__init__.py", "app/db.py"])
    return CheckRequest(("wsgi:app",), folder, facts=(str(tmp_path / "facts"),))


def probed(request: CheckRequest, text: str, *seen: object, also_read: bool = False) -> Report:
    """A report where `app/db.py` is this text; the analyzer sees the pool, the prober what is `seen`."""
    write(request.cwd, {"app/db.py": text})
    result = made.probed(*(made.proven() for _ in seen))
    prober = FakeProber(result, files=("wsgi.py", "app/db.py"))
    eyes = Eyes(prober, FakeAnalyzer(seen=(made.observation(),)))
    options = ProbeOptions(server="generic")
    return check_and_probe(request, options, eyes).report if also_read else probe(request, options, eyes)


@pytest.mark.parametrize("also_read", [False, True])
@pytest.mark.parametrize("text", [IGNORED, MADE])
def test_what_a_probe_sees_is_silenced(text: str, also_read: bool, project: CheckRequest) -> None:
    report = probed(project, text, made.PROOF, also_read=also_read)
    assert report.findings == ()
    (item,) = report.suppressed
    assert item.finding.proof == (made.PROOF,)
    assert item.comment.reason == "known"


@pytest.mark.parametrize("also_read", [False, True])
def test_a_false_declaration_is_contradicted(also_read: bool, project: CheckRequest) -> None:
    report = probed(project, SAFE, made.PROOF, also_read=also_read)
    (finding,) = report.findings
    words = "app/db.py:1 declares it `fork-safe` (connects again after a fork); the processes show otherwise"
    assert finding.proof == (made.PROOF, words)
    assert report.suppressed == ()


def test_what_a_probe_clears_needs_its_comment_without_one(project: CheckRequest) -> None:
    for text in (IGNORED, SAFE):
        report = probed(project, text, also_read=True)
        assert [item.finding.rule for item in report.cleared] == ["FL102"]
        assert report.findings == ()


def test_a_probe_alone_calls_no_comment_unused(project: CheckRequest) -> None:
    report = probed(project, IGNORED)
    assert report.findings == ()
    report = probed(replace(project, require_reason=True), "x = 1  # forklint: ignore[FL102]\n")
    assert [finding.rule for finding in report.findings] == ["FL003"]
