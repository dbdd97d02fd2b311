"""A goodbye in a child ends the parent's session, and what the facts call silent does not: seen with real servers."""

from __future__ import annotations

import json
import subprocess
from dataclasses import asdict
from pathlib import Path

import pytest

from forklint.errors import CouldNotLook
from forklint.knowledge.facts import Facts
from forklint.knowledge.schema import FactsFile
from forklint.proofs.versions import installed
from tests.proofs.goodbyes import CASES
from tests.proofs.setting import INSTALL, python
from tests.services.fixtures import absent, started

PROGRAM = Path(__file__).with_name("goodbyes.py")


@pytest.mark.real
@pytest.mark.proof
@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", CASES)
def test_ends_the_session_of_the_parent(name: str) -> None:
    case = CASES[name]
    try:
        file = _file_of(case.row)
        installed((file.distribution, *file.alternatives), python())
    except CouldNotLook:
        absent(f"the library of {case.row}", INSTALL)
    at = json.dumps(asdict(started(case.service)))
    words = [python(), str(PROGRAM), name, at]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == ("ended" if case.ends else "goes on"), done.stderr


@pytest.mark.parametrize("name", CASES)
def test_the_facts_say_the_same(name: str) -> None:
    case, facts = CASES[name], Facts()
    row = facts.type_named(case.row)
    assert row is not None
    goodbyes = [one for one in row.goodbye if case.call in one.names]
    assert goodbyes or not case.ends
    assert case.ends or all(one.when for one in goodbyes), "a call that is silent at times has a condition"


def _file_of(name: str) -> FactsFile:
    facts = Facts()
    facts.type_named(name)
    return facts.files[name]
