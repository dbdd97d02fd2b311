"""What experiments showed is read from one generated file, which may be missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from forklint.errors import KnowledgeError
from forklint.knowledge import evidence

ENTRY = """{"acme.Pool": {"distribution": "acme", "version": "1.2", "python": "3.11.7", "date": "2026-11-22",
  "experiment": "acme.Pool", "claims": [{"text": "is live", "seen": "1 socket", "holds": true}]}}"""


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(evidence, "rules_folder", lambda: tmp_path)
    evidence._all.cache_clear()
    yield tmp_path / "evidence.json"
    evidence._all.cache_clear()


def test_a_row_has_evidence_or_none(file: Path) -> None:
    file.write_text(ENTRY, encoding="utf-8")
    found = evidence.of("acme.Pool")
    assert found is not None
    assert (found.version, found.claims[0].seen, found.holds) == ("1.2", "1 socket", True)
    assert evidence.of("acme.Other") is None


def test_without_the_file_nothing_is_proven() -> None:
    assert evidence.of("acme.Pool") is None


@pytest.mark.parametrize("text", ["", "{", '{"acme.Pool": {}}'])
def test_a_broken_file_is_said(text: str, file: Path) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"evidence\.json: cannot be read"):
        evidence.of("acme.Pool")
