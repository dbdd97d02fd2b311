"""What preloading is worth, in the report: a table that fits, and no word more than the figures say."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from forklint.model.report import Report
from forklint.model.worth import Way, Worth
from forklint.report.registry import FORMATS, Context
from forklint.report.worth import UNKNOWN, conclusion
from tests.unit.made import probe_summary, report, spread, worth

SAID = (
    "Preloading saves about 45.0 MB of memory per worker (of 50.0 MB) and about 545 ms of boot time per worker "
    "(of 550 ms). A full garbage collection in a worker unshares 30.0 MB; with `gc.freeze()` in the master before "
    "the fork, 0.4 MB."
)


def weighed(measured: Worth) -> Report:
    return report(evidence=("probe",), probes=(probe_summary(worth=measured),))


def written(made: Report, how: str, monkeypatch: pytest.MonkeyPatch, encoding: str = "utf-8") -> str:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    FORMATS[how]()(made, Context(stream, Path("/"), None))
    stream.flush()
    return raw.getvalue().decode(encoding)


def without_memory(measured: Worth) -> Worth:
    ways = {name: replace(getattr(measured, name), memory=None) for name in ("late", "preloaded", "frozen")}
    return replace(measured, **ways)


def test_a_table_and_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    text = written(weighed(worth()), "full", monkeypatch)
    assert text.split("\n\n")[-1].splitlines() == [
        "What preloading is worth",
        "                             not preloaded         preloaded  with gc.freeze()",
        "  boot, ms                   550 (500–600)  5.00 (4.00–6.00)  4.00 (3.00–5.00)",
        "  own memory, MB          50.0 (49.9–50.1)  5.00 (4.90–5.10)  5.00 (4.90–5.10)",
        "    after a collection    50.5 (50.4–50.6)  35.0 (34.9–35.1)  5.40 (5.30–5.50)",
        "  master + 2 workers, MB     105 (105–105)  60.0 (59.9–60.1)  60.0 (59.9–60.1)",
        "  Preloading saves about 45.0 MB of memory per worker (of 50.0 MB) and about 545",
        "  ms of boot time per worker (of 550 ms). A full garbage collection in a worker",
        "  unshares 30.0 MB; with `gc.freeze()` in the master before the fork, 0.4 MB.",
        "  Medians of 3 runs with 2 workers each (least to most): idle workers, without a",
        "  server, before any request. Own memory is what no other process has (USS);",
        "  together, shared pages count once (PSS).",
    ]


def test_large_figures_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    huge = worth()
    memory = replace(huge.late.memory, own=spread(12_345e6, 12_399e6)) if huge.late.memory else None
    huge = replace(huge, workers=12, late=Way(spread(101.5, 119.5), memory))
    text = written(weighed(huge), "full", monkeypatch)
    assert "boot, s                      110 (102–120)  0.01 (0.00–0.01)" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_terminal_without_unicode_gets_hyphens(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "550 (500-600)" in written(weighed(worth()), "full", monkeypatch, encoding="ascii")


def test_without_figures_of_memory_only_time_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    made = without_memory(worth())
    assert conclusion(made) == f"Preloading saves about 545 ms of boot time per worker (of 550 ms). {UNKNOWN}"
    text = written(weighed(made), "full", monkeypatch)
    assert "boot, ms" in text
    assert "MB" not in text


def test_nothing_is_said_of_what_was_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made = report(evidence=("probe",), probes=(probe_summary(),))
    assert "worth" not in written(made, "full", monkeypatch)
    assert written(made, "concise", monkeypatch) == ""
    assert json.loads(written(made, "json", monkeypatch))["probes"][0]["worth"] is None


def test_one_line_with_the_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(weighed(worth()), "concise", monkeypatch) == f"shop:app: {SAID}\n"


def test_json_has_every_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    told = json.loads(written(weighed(worth()), "json", monkeypatch))["probes"][0]["worth"]
    assert (told["runs"], told["workers"], told["conclusion"]) == (3, 2, SAID)
    assert told["load_seconds"] == {"median": 0.55, "least": 0.5, "most": 0.6}
    assert told["preloaded"]["unshared_bytes"] == {"median": 30e6, "least": 29.9e6, "most": 30.1e6}
    unknown = json.loads(written(weighed(without_memory(worth())), "json", monkeypatch))["probes"][0]["worth"]
    assert [key for key, value in unknown["frozen"].items() if value is None] == [
        "own_bytes",
        "collected_bytes",
        "unshared_bytes",
        "together_bytes",
    ]


def test_a_difference_within_the_spread_is_none() -> None:
    made = worth()
    unclear = replace(made, late=replace(made.late, boot=spread(0.005, 0.6)))
    assert "boot time that stands out from the spread of the runs" in conclusion(unclear)
    assert "of boot time" not in conclusion(unclear)
    same = replace(made, late=made.preloaded)
    assert conclusion(same).startswith(
        "Preloading saves no memory that stands out from the spread of the runs. "
        "Preloading saves no boot time that stands out from the spread of the runs. "
    )


def test_a_collection_that_unshares_nothing_clear() -> None:
    made = worth()
    assert made.frozen.memory is not None
    kept = replace(made.frozen.memory, collected=made.frozen.memory.own)
    nothing = replace(made, preloaded=replace(made.preloaded, memory=kept))
    assert conclusion(nothing).endswith("A full garbage collection in a worker unshares nothing that stands out.")
    useless = replace(made, frozen=made.preloaded)
    assert conclusion(useless).endswith("with `gc.freeze()` in the master before the fork, no less that stands out.")


def test_several_masters_say_which(monkeypatch: pytest.MonkeyPatch) -> None:
    probes = (probe_summary(worth=worth()), probe_summary(entry="admin:app", worth=worth()))
    text = written(report(evidence=("probe",), probes=probes), "full", monkeypatch)
    assert "What preloading is worth to shop:app\n" in text
    assert "What preloading is worth to admin:app\n" in text
