"""The use case, with an analyzer that sees what it is told to see."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.check import CheckRequest, check, load_time
from forklint.errors import CouldNotLook
from forklint.model.levels import Confidence, Ternary
from forklint.model.place import Place, Step
from tests.unit import made
from tests.unit.fakes import FakeAnalyzer
from tests.unit.trees import write


@pytest.fixture
def acme(tmp_path: Path) -> tuple[str, ...]:
    made.facts(tmp_path / "facts")
    return (str(tmp_path / "facts"),)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "project", ["wsgi.py", "app/__init__.py", "app/db.py"])


def test_a_report_has_everything(project: Path, acme: tuple[str, ...]) -> None:
    analyzer = FakeAnalyzer(seen=(made.observation(),), broken=(made.gap(),))
    report = check(CheckRequest((".",), project, facts=acme), analyzer)
    assert [finding.rule for finding in report.findings] == ["FL102"]
    assert report.targets == (".",)
    assert report.gaps == (made.gap(),)
    assert (report.coverage.modules, report.coverage.unknown) == (3, 1)
    assert report.deployments[0].assumed


def test_several_targets_are_one_report(project: Path, acme: tuple[str, ...]) -> None:
    analyzer = FakeAnalyzer(seen=(made.observation(),))
    report = check(CheckRequest(("wsgi:app", "app.db", "wsgi:app"), project, facts=acme), analyzer)
    assert [plan.modules[0].name for plan in analyzer.plans] == ["wsgi", "app.db"], "a target twice is looked at once"
    assert len(report.findings) == 1
    assert len(report.deployments) == 2


def test_codes_and_confidence_choose(project: Path, acme: tuple[str, ...]) -> None:
    """No experiment has shown the invented library: what is seen for certain is of medium confidence."""
    analyzer = FakeAnalyzer(seen=(made.observation(confidence=Confidence.HIGH),))

    def codes(**options: object) -> list[str]:
        request = CheckRequest((".",), project, facts=acme, **options)  # type: ignore[arg-type]
        return [finding.rule for finding in check(request, analyzer).findings]

    assert codes() == codes(select=("FL1",)) == codes(min_confidence=Confidence.MEDIUM) == ["FL102"]
    assert codes(select=("FL2", "FL103")) == codes(ignore=("FL10",)) == codes(min_confidence=Confidence.HIGH) == []
    assert codes(select=("FL1",), ignore=("FL102",)) == []


@pytest.mark.parametrize("target", ["wsgi", "wsgi:app", "wsgi.py"])
def test_an_entry_that_cannot_be_parsed_is_not_clean(target: str, project: Path) -> None:
    with pytest.raises(CouldNotLook, match=r"the entry: wsgi\.py:4: cannot be parsed"):
        check(CheckRequest((target,), project), FakeAnalyzer(broken=(made.gap("wsgi.py"),)))


def test_a_module_on_the_way_that_cannot_be_parsed_is_a_gap(project: Path) -> None:
    report = check(CheckRequest(("wsgi:app",), project), FakeAnalyzer(broken=(made.gap("app/db.py"),)))
    assert [gap.place.path for gap in report.gaps] == ["app/db.py"]


def test_a_folder_in_which_nothing_can_be_parsed_is_not_clean(tmp_path: Path) -> None:
    write(tmp_path, ["a.py", "b.py"])
    with pytest.raises(CouldNotLook, match="any of 2 modules"):
        check(CheckRequest((".",), tmp_path), FakeAnalyzer(broken=(made.gap("a.py"), made.gap("b.py"))))


def test_what_the_master_does_not_load_need_not_be_readable(project: Path) -> None:
    write(project, ["gunicorn.conf.py"])
    analyzer = FakeAnalyzer(broken=(made.gap("wsgi.py"),), preload=Ternary.NO)
    assert check(CheckRequest(("wsgi:app",), project), analyzer).findings == ()


def test_the_configuration_file_decides_what_is_loaded(project: Path) -> None:
    write(project, {"gunicorn.conf.py": "wsgi_app = 'wsgi:app'\n"})
    analyzer = FakeAnalyzer(settings={"wsgi_app": "wsgi:app", "preload_app": True})
    report = check(CheckRequest((".",), project), analyzer)
    assert [[module.name for module in plan.modules] for plan in analyzer.plans] == [[], ["wsgi"]]
    assert [str(entry) for entry in report.deployments[0].entries] == ["wsgi:app"]
    assert report.deployments[0].source == Place("gunicorn.conf.py", 1)


def test_the_command_line_wins_over_the_configuration_file(project: Path) -> None:
    write(project, {"gunicorn.conf.py": "preload_app = False\n"})
    analyzer = FakeAnalyzer(settings={"preload_app": False})
    report = check(CheckRequest((".",), project, preload=True), analyzer)
    assert [plan.preload for plan in analyzer.plans] == [Ternary.YES]
    (deployment,) = report.deployments
    assert (deployment.preload, deployment.source) == (Ternary.YES, None)
    assert deployment.note == "as --preload says"


def test_no_secret_gets_into_a_report(project: Path, acme: tuple[str, ...]) -> None:
    trail = (Step(Place("wsgi.py", 1), "calls connect(password='hunter2')"),)
    seen = made.observation(trail=trail, detail="postgresql://u:hunter2@db/shop")
    report = check(CheckRequest((".",), project, facts=acme), FakeAnalyzer(seen=(seen,)))
    assert "hunter2" not in repr(report)
    assert "postgresql://u:***@db/shop" in report.findings[0].message


def test_who_waits_hears_what_is_being_looked_at(project: Path) -> None:
    heard: list[str] = []
    check(CheckRequest((".", "wsgi:app"), project), FakeAnalyzer(), heard.append)
    followed = [line for line in heard if line.startswith("following")]
    assert followed == [f"following load time, assumed master: {what}" for what in ("3 modules", "wsgi:app")]


def test_load_time_of_several_targets_names_each_module_once(project: Path) -> None:
    found = load_time(CheckRequest((".", "wsgi"), project), FakeAnalyzer())
    assert [module.name for module in found.modules] == ["app", "app.db", "wsgi"]
