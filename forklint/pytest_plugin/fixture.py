"""What the fixture `fork_safety` gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec

import pytest

from forklint import api
from forklint.errors import ForklintError
from forklint.model.report import Report
from forklint.pytest_plugin.outcome import fails, outcome_of, told

_Taken = ParamSpec("_Taken")


def _or_fail(look: Callable[_Taken, Report]) -> Callable[Concatenate[ForkSafety, _Taken], Report]:
    """The method that looks so, and takes the same."""

    def method(self: ForkSafety, /, *targets: _Taken.args, **options: _Taken.kwargs) -> Report:
        folder = options["cwd"] = Path(str(options.get("cwd") or self.folder))
        outcome = outcome_of(lambda: look(*targets, **options))
        if isinstance(outcome, ForklintError):
            pytest.fail(f"forklint: {outcome}", pytrace=False)
        if fails(outcome, folder):
            pytest.fail(told(outcome, folder), pytrace=False)
        return outcome

    return method


class ForkSafety:
    """Checks and probes; targets are found from pytest's root folder, unless `cwd` names another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    check = _or_fail(api.check)
    """As `forklint.check`; fails the test where the command would fail."""
    probe = _or_fail(api.probe)
    """As `forklint.probe`; fails the test where the command would fail."""
