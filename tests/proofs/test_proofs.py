"""Every claim of the facts that has an experiment, shown by real processes, real libraries, real servers."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from forklint.errors import CouldNotLook
from forklint.knowledge.facts import Facts
from forklint.proofs.prove import prove, row_of
from forklint.proofs.recipe import Experiment, experiments
from forklint.proofs.versions import installed
from tests.proofs.setting import INSTALL, python, setting
from tests.services.fixtures import absent, started

pytestmark = pytest.mark.timeout(240)
ALL = experiments()
FIRST = {one.distribution: one for one in reversed(ALL)}
"""For each library: what CI has the time for; `make proofs` runs all."""


def _cases() -> Iterator[object]:
    for one in ALL:
        further = [] if FIRST[one.distribution] is one else [pytest.mark.further]
        if not one.heavy:
            yield pytest.param(one, id=one.id, marks=further)


@pytest.fixture(scope="module")
def facts() -> Facts:
    known = Facts()
    known.load_all()
    return known


@pytest.mark.real
@pytest.mark.proof
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is open is read from /proc")
@pytest.mark.parametrize("experiment", list(_cases()))
def test_what_is_claimed_is_seen(experiment: Experiment, facts: Facts) -> None:
    file = facts.files[row_of(experiment, facts).name]
    try:
        installed((file.distribution, *file.alternatives), python())
    except CouldNotLook:
        absent(f"the library {file.distribution}", INSTALL)
    proof = prove(experiment, facts, setting(started(experiment.service) if experiment.service else None))
    assert [f"{claim.text}: {claim.seen}" for claim in proof.claims if not claim.holds] == []
    assert proof.claims


@pytest.mark.parametrize("experiment", ALL, ids=lambda one: one.id)
def test_an_experiment_speaks_of_a_row_of_its_own_library(experiment: Experiment, facts: Facts) -> None:
    row = row_of(experiment, facts)
    assert (experiment.recipe.parent.parent / "facts" / f"{experiment.distribution}.toml").exists()
    assert facts.files[row.name].distribution.lower() in (experiment.distribution, "python")
    assert row.kind is not None or row.state == "harmless"


def test_no_two_experiments_have_one_name() -> None:
    names = [one.id for one in ALL]
    assert sorted(set(names)) == sorted(names)
