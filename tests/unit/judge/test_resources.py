"""The generic judgment of observations."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.judge.case import Case
from forklint.judge.judge import judge
from forklint.model.deployment import Deployment
from forklint.model.finding import Finding
from forklint.model.levels import Confidence, Severity, Ternary
from forklint.model.observation import Observation
from forklint.model.place import Place
from forklint.model.plan import LoadResult
from forklint.model.report import Coverage, ExecutedFunction, LoadTime
from tests.unit import made

GUNICORN = Deployment("gunicorn", Ternary.YES)


def judged(
    result: LoadResult, folder: Path, deployment: Deployment = GUNICORN, text: str = made.FACTS
) -> list[Finding]:
    return judge(Case(deployment, result, made.facts(folder, text)))


def test_says_what_the_type_and_its_rule_say(tmp_path: Path) -> None:
    (found,) = judged(made.result(made.observation(version="2.0")), tmp_path)
    assert (found.rule, found.name) == ("FL102", "pool-filled-before-fork")
    assert (found.severity, found.confidence) == (Severity.ERROR, Confidence.HIGH)
    assert found.message.startswith("`acme.Pool` fills its pool")
    assert found.goes_wrong == "Workers share a socket."
    assert found.remedy == "Open it in the worker."
    assert (found.version, found.source) == ("2.0", "https://acme.example/fork")
    assert found.trace == made.observation().trail
    assert found.evidence == ("static",)


def test_a_type_may_be_milder_than_its_rule(tmp_path: Path) -> None:
    (found,) = judged(made.result(made.observation("acme.Quiet")), tmp_path)
    assert found.severity is Severity.INFO
    assert found.source == "https://acme.example/quiet"
    assert found.goes_wrong, "the rule's own words stand in"
    assert "\n" not in found.goes_wrong


def test_what_was_seen_exactly_ends_the_message(tmp_path: Path) -> None:
    (found,) = judged(made.result(made.observation(detail="mincached=2")), tmp_path)
    assert found.message.endswith("(mincached=2)")


@pytest.mark.parametrize("type_name", ["acme.Cursor", "acme.Unknown"])
def test_a_type_without_rule_is_no_finding(type_name: str, tmp_path: Path) -> None:
    assert judged(made.result(made.observation(type_name)), tmp_path) == []


def test_without_preloading_only_hooks_count(tmp_path: Path) -> None:
    seen = (made.observation(), made.observation(made_in="on_starting", symbol="client"))
    found = judged(made.result(*seen, preload=Ternary.NO), tmp_path)
    assert [one.confidence for one in found] == [Confidence.HIGH]


def test_unknown_preloading_lowers_confidence_of_what_loading_made(tmp_path: Path) -> None:
    seen = (
        made.observation(),
        made.observation(confidence=Confidence.MEDIUM),
        made.observation(confidence=Confidence.LOW),
        made.observation(made_in="on_starting"),
    )
    found = judged(made.result(*seen, preload=Ternary.UNKNOWN), tmp_path)
    assert [one.confidence.value for one in found] == ["medium", "low", "low", "high"]


def test_a_version_that_the_row_does_not_speak_of_is_no_finding(tmp_path: Path) -> None:
    text = made.FACTS.replace('rule = "FL102"\nno_help', 'rule = "FL102"\nversions = "<2"\nno_help')
    seen = [made.observation(version=version) for version in ("1.9", "2.0", "")]
    assert [one.version for one in judged(made.result(*seen), tmp_path, text=text)] == ["1.9", ""]


def test_a_program_that_forks_itself_is_under_no_server(tmp_path: Path) -> None:
    heals = 'heals = [{ since = "0", mechanism = "register_at_fork" }]\n'
    text = made.FACTS.replace("no_help", f"{heals}no_help")
    seen = (made.observation(), made.observation(made_in="program"))
    assert len(judged(made.result(*seen), tmp_path, Deployment("uwsgi", Ternary.YES), text)) == 1


def test_fingerprints_survive_moved_lines_and_tell_names_apart(tmp_path: Path) -> None:
    def of(seen: Observation) -> str:
        return judged(made.result(seen), tmp_path)[0].fingerprint

    here = of(made.observation())
    assert of(made.observation(place=Place("app/db.py", 90, 4))) == here
    assert of(made.observation(symbol="app.db.other")) != here
    assert of(made.observation(place=Place("app/other.py", 3, 7))) != here


def test_a_resource_without_name_hangs_on_its_function(tmp_path: Path) -> None:
    def of(line: int) -> str:
        functions = tuple(ExecutedFunction(name, Place("app/db.py", at)) for name, at in (("one", 10), ("two", 20)))
        seen = made.observation(symbol="", place=Place("app/db.py", line))
        loaded = LoadResult((seen,), (), Coverage(), LoadTime((), functions, ()))
        return judged(loaded, tmp_path)[0].fingerprint

    assert of(11) == of(12)
    assert len({of(3), of(11), of(21)}) == 3


HEALS = 'heals = [{ since = "2.0", mechanism = "pid-check", released = "2026-01" }]\nno_help'


@pytest.mark.parametrize(
    ("version", "how"),
    [
        ("1.9", ("error", "high")),
        ("<2", ("error", "high")),
        ("", ("warning", "medium")),
        (">=1", ("warning", "medium")),
        ("2.0", None),
        (">=2.1,<3", None),
    ],
)
def test_a_version_that_may_be_cured_makes_it_a_warning(
    version: str, how: tuple[str, str] | None, tmp_path: Path
) -> None:
    text = made.FACTS.replace("no_help", HEALS)
    found = judged(made.result(made.observation(version=version)), tmp_path, text=text)
    assert [(one.severity.value, one.confidence.value) for one in found] == ([how] if how else [])
    for one in found:
        assert one.otherwise == "2.0 and newer renew it after the fork"
        assert one.remedy.endswith("Or use acme 2.0 or newer, which renews it after the fork.")


def test_what_is_mild_stays_so_where_the_version_is_unknown(tmp_path: Path) -> None:
    text = made.FACTS.replace('severity = "info"', f'severity = "info"\n{HEALS.removesuffix("no_help")}')
    (found,) = judged(made.result(made.observation("acme.Quiet")), tmp_path, text=text)
    assert found.severity is Severity.INFO


def test_no_version_cures_what_the_server_does_not_run(tmp_path: Path) -> None:
    text = made.FACTS.replace("no_help", HEALS.replace("pid-check", "register_at_fork"))
    (found,) = judged(made.result(made.observation()), tmp_path, Deployment("uwsgi", Ternary.YES), text)
    assert (found.severity, found.otherwise) == (Severity.ERROR, "")
    assert "Or use" not in found.remedy


def test_says_which_versions_are_affected(tmp_path: Path) -> None:
    text = made.FACTS.replace('rule = "FL102"\nno_help', 'rule = "FL102"\nversions = "<2"\nno_help')
    (found,) = judged(made.result(made.observation(version="1.9")), tmp_path, text=text)
    assert found.otherwise == "versions outside `<2` are not affected"


def test_a_row_that_may_be_of_other_versions_makes_no_error(tmp_path: Path) -> None:
    text = made.FACTS.replace('rule = "FL102"\nno_help', 'rule = "FL102"\nversions = "<2"\nno_help')
    seen = [made.observation(version=version) for version in ("1.9", ">=1")]
    found = judged(made.result(*seen), tmp_path, text=text)
    assert [(one.severity.value, one.confidence.value) for one in found] == [("error", "high"), ("warning", "medium")]


def test_what_no_experiment_has_shown_is_less_sure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forklint.judge.resources.is_shown", lambda row: False)
    unshown, proven = judged(made.result(made.observation(), made.observation(proof=("seen",))), tmp_path)
    assert (unshown.confidence.value, proven.confidence.value) == ("medium", "high")


def test_what_renews_itself_and_warns_of_it_is_a_warning(tmp_path: Path) -> None:
    text = made.FACTS.replace('rule = "FL102"', 'rule = "FL102"\nheals = [{ since = "2", mechanism = "pid-check" }]')
    assert judged(made.result(made.observation(version="2.1")), tmp_path, text=text) == []
    doubted = text.replace('"pid-check"', '"pid-check", vouched = false')
    older, newer = judged(
        made.result(made.observation(version="1.9"), made.observation(version="2.1")), tmp_path, text=doubted
    )
    assert (older.severity.value, newer.severity.value, newer.confidence.value) == ("error", "warning", "medium")
    assert "2 or newer" not in older.remedy
