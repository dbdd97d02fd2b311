"""Each rule's own cases: an invalid one gives exactly the marked findings, a valid one gives none."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.knowledge.rules import all_rules
from forklint.knowledge.schema import Case
from tests import programs
from tests.running import check

INVALID = [pytest.param(case, id=f"{rule.code}-{case.title}") for rule in all_rules() for case in rule.invalid]
VALID = [pytest.param(rule.code, case, id=f"{rule.code}-{case.title}") for rule in all_rules() for case in rule.valid]


@pytest.mark.parametrize("case", INVALID)
def test_invalid_case_gives_exactly_its_marks(case: Case, tmp_path: Path) -> None:
    files = programs.write(tmp_path, case.code)
    assert check(tmp_path).marks == programs.expected(files)


@pytest.mark.parametrize(("code", "case"), VALID)
def test_valid_case_is_silent(code: str, case: Case, tmp_path: Path) -> None:
    programs.write(tmp_path, case.code)
    outcome = check(tmp_path)
    noise = [finding for finding in outcome.findings if finding in outcome.loud or finding["rule"] == code]
    assert noise == []
    assert outcome.report["coverage"]["modules"] > 0, "nothing was executed, so the silence means nothing"
