"""The use case: what preloading is worth stands beside what the probe found, and hides none of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from forklint.check.probing import Eyes
from forklint.check.request import CheckRequest, Outcome, ProbeOptions
from forklint.check.worth import weighed
from forklint.errors import CouldNotLook
from forklint.model.worth import Worth
from forklint.probe.request import ProbeRequest
from tests.unit import made
from tests.unit.fakes import FakeAnalyzer, FakeProber
from tests.unit.trees import write

GUNICORN = 'wsgi_app = "wsgi:app"\npreload_app = True\n'


@dataclass
class FakeMeasurer:
    """Measures the same whatever it is asked, or fails."""

    failure: CouldNotLook | None = None
    asked: list[tuple[ProbeRequest, int]] = field(default_factory=list)

    def __call__(self, request: ProbeRequest, runs: int, notice: Callable[[str], None]) -> Worth:
        self.asked.append((request, runs))
        if self.failure is not None:
            raise self.failure
        return made.worth()


@pytest.fixture
def measurer() -> FakeMeasurer:
    return FakeMeasurer()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made.facts(tmp_path / "facts")
    return write(tmp_path, {"wsgi.py": "from app import db\napp = 1\n", "app/db.py": "\n\npool = 1\n"})


def outcome(project: Path, measurer: FakeMeasurer, *arguments: str, target: str = "wsgi:app") -> Outcome:
    settings = {"wsgi_app": "wsgi:app", "preload_app": True}
    request = CheckRequest((target,), project, facts=(str(project / "facts"),))
    eyes = Eyes(FakeProber(made.probed(made.proven()), ("wsgi.py", "app/db.py")), FakeAnalyzer(settings=settings))
    options = ProbeOptions("gunicorn" if arguments else "generic", timeout=7, arguments=arguments)
    return weighed(request, options, 4, eyes, measure=measurer)


def test_it_stands_beside_the_findings(project: Path, measurer: FakeMeasurer) -> None:
    done = outcome(project, measurer)
    assert [found.rule for found in done.report.findings] == ["FL102"]
    assert [probed.worth for probed in done.report.probes] == [made.worth()]
    assert done.failure is None


def test_the_application_is_measured_without_its_server(project: Path, measurer: FakeMeasurer) -> None:
    write(project, {"gunicorn.conf.py": GUNICORN})
    outcome(project, measurer, "-w", "4", target=".")
    ((request, runs),) = measurer.asked
    assert (str(request.entry), request.folder, request.python) == ("wsgi:app", str(project), sys.executable)
    assert (request.server, request.configuration, request.arguments) == ("generic", "", ())
    assert (request.load_timeout, runs) == (7, 4)


def test_what_cannot_be_measured_hides_nothing(
    project: Path, measurer: FakeMeasurer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DB_PASSWORD", "correct horse")
    measurer.failure = CouldNotLook("not measured: OSError: correct horse\nmore", "ask correct horse")
    done = outcome(project, measurer)
    assert [found.rule for found in done.report.findings] == ["FL102"]
    assert [(str(gap.place), gap.what) for gap in done.report.gaps] == [("wsgi.py:1", "not measured: OSError: ***")]
    assert done.failure is not None
    assert (done.failure.message, done.failure.hint) == ("not measured: OSError: ***\nmore", "ask ***")
    assert done.report.probes[0].worth is None
