"""One line per finding."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from forklint.model.report import Report
from forklint.report.concise import write
from forklint.report.registry import FORMATS, Context
from tests.unit.made import cleared, finding, gap, report


def written(made: Report) -> str:
    stream = io.StringIO()
    write(made, Context(stream, Path()))
    return stream.getvalue()


def test_columns_count_from_one() -> None:
    assert written(report(finding())) == "app/db.py:3:8: FL102 `acme.Pool` fills its pool\n"


@pytest.mark.parametrize(
    ("evidence", "eyes"), [(("static", "probe"), "[static, probe]"), (("probe",), "[probe]"), (("static",), "[static]")]
)
def test_with_a_probe_each_line_says_who_saw_it(evidence: tuple[str, ...], eyes: str) -> None:
    made = report(finding(evidence=evidence), evidence=("static", "probe"))
    assert written(made) == f"app/db.py:3:8: FL102 `acme.Pool` fills its pool {eyes}\n"


def test_what_is_cleared_is_no_finding() -> None:
    assert written(report(evidence=("static", "probe"), cleared=(cleared(),))) == ""


def test_gaps_are_no_silence() -> None:
    assert written(report(gaps=(gap(),))) == "app/odd.py:4:1: not looked at: cannot be parsed: invalid syntax\n"


def test_a_clean_report_is_silent() -> None:
    assert written(report()) == ""


def test_every_format_can_be_imported() -> None:
    for name, load in FORMATS.items():
        assert callable(load()), name
