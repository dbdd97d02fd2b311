"""What the fixture `fork_safety` gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from forklint import api
from forklint.errors import ForklintError
from forklint.model.report import Report
from forklint.pytest_plugin.outcome import fails, outcome_of, told


class ForkSafety:
    """Checks and probes; targets are found from pytest's root folder, unless `cwd` names another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def check(self, *targets: str, **options: Any) -> Report:
        """As `forklint.check`; fails the test where the command would fail."""
        return self._passed(api.check, targets, options)

    def probe(self, *targets: str, **options: Any) -> Report:
        """As `forklint.probe`; fails the test where the command would fail."""
        return self._passed(api.probe, targets, options)

    def _passed(self, look: Callable[..., Report], targets: tuple[str, ...], options: dict[str, Any]) -> Report:
        folder = Path(options.setdefault("cwd", self._folder))
        outcome = outcome_of(lambda: look(*targets, **options))
        if isinstance(outcome, ForklintError):
            pytest.fail(f"forklint: {outcome}", pytrace=False)
        if fails(outcome, folder):
            pytest.fail(told(outcome, folder), pytrace=False)
        return outcome
