"""The use case with a probe, with an analyzer and a prober that see what they are told to see."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from forklint.check.probing import HIDDEN, UNLOADED, Eyes, check_and_probe, probe
from forklint.check.request import CheckRequest, Outcome, ProbeOptions
from forklint.errors import CouldNotLook, UsageError
from forklint.judge.clearing import SILENCE
from forklint.model.levels import Confidence
from forklint.model.place import Gap, Place, Step
from forklint.model.report import Report
from forklint.probe.drivers import registry
from forklint.probe.drivers.driver import Driver
from forklint.probe.request import ProbeRequest
from tests.unit import made
from tests.unit.fakes import FakeAnalyzer, FakeProber
from tests.unit.trees import write

FILES = ("wsgi.py", "app/db.py")


@dataclass
class Project:
    """A small application, and who looks at it."""

    folder: Path
    facts: tuple[str, ...]
    prober: FakeProber = field(default_factory=lambda: FakeProber(made.probed(made.proven()), FILES))
    analyzer: FakeAnalyzer = field(default_factory=lambda: FakeAnalyzer(seen=(made.observation(),)))

    def request(self, target: str = "wsgi:app", **changes: object) -> CheckRequest:
        return replace(CheckRequest((target,), self.folder, facts=self.facts), **changes)  # type: ignore[arg-type]

    def probe(self, target: str = "wsgi:app", options: ProbeOptions | None = None, **changes: object) -> Report:
        eyes = Eyes(self.prober, self.analyzer)
        return probe(self.request(target, **changes), options or ProbeOptions(), eyes)

    def both(self, target: str = "wsgi:app", options: ProbeOptions | None = None, **changes: object) -> Outcome:
        eyes = Eyes(self.prober, self.analyzer)
        return check_and_probe(self.request(target, **changes), options or ProbeOptions(), eyes)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made.facts(tmp_path / "facts")
    return Project(write(tmp_path / "project", ["app/__init__.py", *FILES]), (str(tmp_path / "facts"),))


def test_a_probe_alone_says_what_it_saw(project: Project) -> None:
    report = project.probe()
    (one,) = report.findings
    assert (one.rule, one.evidence, one.proof) == ("FL102", ("probe",), (made.PROOF,))
    assert (report.evidence, report.gaps, report.cleared) == (("probe",), (), ())
    (summary,) = report.probes
    assert (summary.entry, summary.looked, summary.modules) == ("wsgi:app", made.looked(), 2)
    assert report.deployments[0].assumed
    assert project.analyzer.plans == [], "no configuration file: nothing to execute"


def test_what_is_asked_of_the_prober(project: Project) -> None:
    project.probe("wsgi:make('x')", ProbeOptions(timeout=7, python="/opt/python"))
    (asked,) = project.prober.asked
    base = project.folder.as_posix()
    assert (str(asked.entry), asked.folder, asked.base) == ("wsgi:make('x')", base, base)
    assert (asked.server, asked.load_timeout, asked.python) == ("generic", 7, "/opt/python")
    assert base in asked.roots
    project.probe()
    assert project.prober.asked[1].python == sys.executable


def test_the_server_hears_what_it_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    drivers = {name: Driver(name, "", installed=lambda python: "1") for name in ("generic", "gunicorn", "uwsgi")}
    monkeypatch.setattr(registry, "DRIVERS", drivers)
    words = ProbeOptions("gunicorn", arguments=("-w", "4"))

    def asked(server: str = "gunicorn", preload: bool = False) -> ProbeRequest:
        project.probe(options=replace(words, server=server), preload=preload)
        return project.prober.asked[-1]

    assert asked().arguments == ("--preload", "-w", "4"), "where preloading is assumed, the server is told to"
    assert asked("uwsgi").arguments == ("-w", "4")
    write(project.folder, ["gunicorn.conf.py"])
    assert asked().arguments == ("-w", "4"), "the configuration file decides"
    assert asked().configuration == (project.folder / "gunicorn.conf.py").as_posix()
    assert asked(preload=True).arguments == ("--preload", "-w", "4")
    assert asked("uwsgi").configuration == ""


def test_both_eyes_make_one_report(project: Project) -> None:
    outcome = project.both()
    (one,) = outcome.report.findings
    assert (one.evidence, one.proof) == (("static", "probe"), (made.PROOF,))
    assert one.place == made.observation().place, "the analyzer knows the columns"
    assert outcome.report.evidence == ("static", "probe")
    assert outcome.report.coverage.modules == 1
    assert outcome.failure is None


def test_what_the_probe_does_not_bear_out_is_cleared(project: Project) -> None:
    project.prober.result = made.probed()
    report = project.both().report
    assert report.findings == ()
    assert [(item.finding.place.path, item.why) for item in report.cleared] == [("app/db.py", SILENCE)]
    project.prober.result = made.probed(harmless=(made.harmless(),))
    assert [item.why for item in project.both().report.cleared] == ["a hook closed it"]


def test_a_module_that_was_not_loaded_is_a_gap(project: Project) -> None:
    project.prober = FakeProber(made.probed(), ("wsgi.py",))
    report = project.both().report
    assert [one.evidence for one in report.findings] == [("static",)]
    assert report.gaps == (Gap(Place("app/db.py", 1), UNLOADED),)
    assert report.cleared == ()


def test_where_a_failure_is_hidden_nothing_is_cleared(project: Project) -> None:
    write(project.folder, {"app/db.py": "try:\n    1\n    pool = acme.Pool()\nexcept OSError:\n    pool = None\n"})
    project.prober.result = made.probed()
    report = project.both().report
    assert ([one.evidence for one in report.findings], report.cleared) == ([("static",)], ())
    (gap,) = report.gaps
    assert (str(gap.place), gap.what) == ("app/db.py:3", HIDDEN.format("FL102"))


def test_what_the_probe_could_not_look_at_stands_at_the_entry(project: Project) -> None:
    gaps = (Gap(Place(".", 0), "descriptor 9 could not be sent"), Gap(Place("app/db.py", 4), "refused"))
    project.prober.result = made.probed(made.proven(), gaps=gaps)
    assert [str(gap.place) for gap in project.probe().gaps] == ["wsgi.py:1", "app/db.py:4"]


def test_a_failed_probe_raises_alone_and_takes_nothing_from_the_analyzer(project: Project) -> None:
    project.prober.failure = CouldNotLook("ImportError at wsgi.py:3\nmore", "Install it.")
    with pytest.raises(CouldNotLook, match="ImportError"):
        project.probe()
    outcome = project.both()
    assert outcome.failure is not None
    assert outcome.failure.hint == "Install it."
    assert [one.evidence for one in outcome.report.findings] == [("static",)]
    assert outcome.report.gaps == (Gap(Place("wsgi.py", 1), "could not be probed: ImportError at wsgi.py:3"),)
    assert (outcome.report.probes, outcome.report.cleared) == ((), ())


def test_a_usage_mistake_is_told_before_anything_is_looked_at(project: Project) -> None:
    with pytest.raises(UsageError, match="no 'zzz'"):
        project.both(options=ProbeOptions("zzz"))
    with pytest.raises(UsageError, match="name an entry"):
        project.both(".")
    assert (project.analyzer.plans, project.prober.asked) == ([], [])


def test_each_target_is_probed(project: Project) -> None:
    write(project.folder, ["other.py"])
    report = project.both(targets=("wsgi:app", "other:app")).report
    assert [str(asked.entry) for asked in project.prober.asked] == ["wsgi:app", "other:app"]
    assert [summary.entry for summary in report.probes] == ["wsgi:app", "other:app"]
    (one,) = report.findings
    assert one.proof == (made.PROOF,)


def test_codes_and_confidence_choose_after_both_have_looked(project: Project) -> None:
    project.analyzer = FakeAnalyzer(seen=(made.observation(confidence=Confidence.LOW),))
    assert len(project.both(min_confidence=Confidence.HIGH).report.findings) == 1, "confirmed findings are sure"
    assert project.both(ignore=("FL1",)).report.findings == project.probe(ignore=("FL1",)).findings == ()
    project.prober.result = made.probed()
    assert len(project.both(select=("FL1",)).report.cleared) == 1
    assert project.both(select=("FL2",)).report.cleared == ()


def test_the_static_half_may_come_from_the_cache_and_the_probe_never_does(project: Project, tmp_path: Path) -> None:
    first = project.both(cache=tmp_path / "cache")
    looked = len(project.analyzer.plans)
    again = project.both(cache=tmp_path / "cache")
    assert (len(project.analyzer.plans), len(project.prober.asked)) == (looked, 2)
    assert again == first


def test_columns_count_characters(project: Project) -> None:
    write(project.folder, {"app/db.py": "\n\nö = 1; pool = acme.Pool()\n"})
    project.prober.result = made.probed(made.proven(place=Place("app/db.py", 3, 15, 3, 26)))
    (one,) = project.probe().findings
    assert (one.place.column, one.place.end_column) == (14, 25)


def test_no_secret_gets_into_a_report(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_DB_PASSWORD", "correct horse")
    seen = made.proven(
        proof=("holds mysql://shop:hunter2@db", "sent correct horse"),
        detail="password='hunter2'",
        trail=(Step(Place("wsgi.py", 1), "connects with correct horse"),),
    )
    closed = made.harmless(place=Place("wsgi.py", 9), why="closed postgresql://u:hunter2@db/shop")
    gap = Gap(Place("wsgi.py", 2), "refused: correct horse")
    project.prober.result = made.probed(seen, harmless=(closed,), gaps=(gap,), notes=("token='hunter2'",))
    for report in (project.probe(), project.both().report):
        assert "hunter2" not in repr(report)
        assert "correct horse" not in repr(report)
        assert report.findings[0].proof == ("holds mysql://shop:***@db", "sent ***")
    project.prober.failure = CouldNotLook("cannot reach mysql://u:hunter2@db", "it printed: correct horse")
    outcome = project.both()
    assert "hunter2" not in f"{outcome.failure}{outcome.report}"
    assert "correct horse" not in f"{outcome.failure}{outcome.report}"


def test_who_waits_hears_what_is_being_done(project: Project) -> None:
    heard: list[str] = []
    check_and_probe(project.request(), ProbeOptions(), Eyes(project.prober, project.analyzer), heard.append)
    looks = [line for line in heard if line.startswith(("following", "probing"))]
    assert looks == ["following load time, assumed master: wsgi:app", "probing wsgi:app"]
