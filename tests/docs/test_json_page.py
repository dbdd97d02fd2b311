"""The page on JSON lists the keys that the report has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from forklint.cli.loadtime import document as load_time_document
from forklint.model.report import LoadTime
from forklint.report.json import document as json_document
from tests.docs.tables import words
from tests.running import check
from tests.unit import made

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")


def rows(heading: str) -> set[str]:
    """Keys in the first column of the tables below a heading."""
    return words(PAGE, heading)


def first(items: list[dict[str, Any]]) -> set[str]:
    return set(items[0])


def test_keys_of_the_report_are_listed() -> None:
    report = check(ROOT / "fixtures" / "shop").report
    assert set(report) == rows("### The report")
    assert first(report["deployments"]) == rows("### A deployment")
    assert first(report["findings"]) == rows("### A finding")


def test_keys_of_what_a_probe_adds_are_listed() -> None:
    document = json_document(made.report(cleared=(made.cleared(),), probes=(made.probe_summary(),)))
    assert first(document["cleared"]) == rows("### A cleared finding")
    assert first(document["probes"]) == rows("### A probe")


def test_keys_of_what_preloading_is_worth_are_listed() -> None:
    (probed,) = json_document(made.report(probes=(made.probe_summary(worth=made.worth()),)))["probes"]
    assert set(probed["worth"]) == rows("### What preloading is worth")
    for way in ("not_preloaded", "preloaded", "frozen"):
        assert set(probed["worth"][way]) == rows("#### A way")


def test_keys_of_load_time_are_listed() -> None:
    assert set(load_time_document(LoadTime((), (), ()))) == rows("## `forklint loadtime`")
