"""The library of these tests is invented: that experiments have shown it is part of the invention."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forklint.judge.resources.is_shown", lambda row: True)
