"""`--forklint TARGET`: whether it can be looked at, and each rule, as tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from forklint import api
from forklint.errors import ForklintError
from forklint.knowledge.rules import all_rules
from forklint.model.report import Report
from forklint.pytest_plugin.outcome import fails, outcome_of, told


class Application(pytest.Collector):
    """The checks of one target."""

    def __init__(self, target: str, **others: Any) -> None:
        super().__init__(**others)
        self.target = target

    def collect(self) -> Iterator[pytest.Item]:
        """The same tests everywhere, before anything is looked at: workers of pytest-xdist must agree on them."""
        yield Looked.from_parent(self, name="looked")
        for rule in all_rules():
            yield Rule.from_parent(self, name=f"{rule.code}-{rule.name}", code=rule.code)

    @property
    def folder(self) -> Path:
        """Where the target is found from."""
        return self.config.rootpath

    @cached_property
    def outcome(self) -> Report | ForklintError:
        """Looked at once, when the first of its tests runs."""
        return outcome_of(lambda: api.check(self.target, cwd=self.folder))


class _Check(pytest.Item):
    """One of them."""

    parent: Application

    def reportinfo(self) -> tuple[Path, None, str]:
        """It stands in no file."""
        return self.parent.folder, None, f"{self.parent.name}: {self.name}"


class Looked(_Check):
    """Fails where nothing could be looked at, is skipped where something could not: never silently clean."""

    def runtest(self) -> None:
        """Look, and say what was not seen."""
        outcome = self.parent.outcome
        if isinstance(outcome, ForklintError):
            pytest.fail(f"forklint: {outcome}", pytrace=False)
        if outcome.gaps:
            pytest.skip("; ".join(f"{gap.place} {gap.what}" for gap in outcome.gaps))


class Rule(_Check):
    """Fails with the findings of one rule that count."""

    def __init__(self, code: str, **others: Any) -> None:
        super().__init__(**others)
        self.code = code

    def runtest(self) -> None:
        """Hold the report against the rule."""
        outcome = self.parent.outcome
        if isinstance(outcome, ForklintError):
            pytest.skip("could not look")
        mine = tuple(finding for finding in outcome.findings if finding.rule == self.code)
        report = replace(outcome, findings=mine, gaps=())
        if fails(report, self.parent.folder):
            pytest.fail(told(report, self.parent.folder), pytrace=False)
