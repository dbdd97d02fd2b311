"""Proves what the facts say of one library in an environment of a user's, as far as experiments ship."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forklint.errors import CouldNotLook
from forklint.knowledge.facts import Facts
from forklint.knowledge.locate import rules_folder
from forklint.knowledge.schema import FactsFile, TypeFact
from forklint.knowledge.versions import within
from forklint.model.levels import Ternary
from forklint.proofs.claims import Claim
from forklint.proofs.names import missing
from forklint.proofs.prove import prove, row_of
from forklint.proofs.recipe import Experiment, experiments
from forklint.proofs.servers import objection
from forklint.proofs.stages import Setting
from forklint.proofs.versions import installed

UNPROVEN = "no experiment ships for it: it rests on its source"
Notice = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Verified:
    """One row, held against the library that is installed."""

    row: str
    experiment: str = ""
    """Empty where none ships: then only the row's names were looked for."""
    claims: tuple[Claim, ...] = ()
    skipped: str = ""
    """Why the experiment was not run; empty where it was."""
    hint: str = ""
    """What to do then."""
    service: str = ""
    """The server that nobody has named for it."""

    @property
    def holds(self) -> bool:
        """Whether nothing was seen that speaks against the row."""
        return all(claim.holds for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Where:
    """The environment."""

    python: str
    services: Mapping[str, dict[str, Any]]
    """Service -> what experiments find in `self.at`."""


def version_of(file: FactsFile, python: str) -> str:
    """The installed version of a library. Raises CouldNotLook where it is not there."""
    try:
        return installed((file.distribution, *file.alternatives), python)
    except CouldNotLook as error:
        raise CouldNotLook(error.message, f"{error.hint}\n--python names the Python that has it.") from error


def shipped(path: Path, facts: Facts, rows: list[TypeFact]) -> list[tuple[TypeFact, Experiment]]:
    """The experiments that speak of some rows of a facts file."""
    if path.parent != rules_folder() / "facts":
        return []
    known = [(row_of(one, facts), one) for one in experiments(path.stem)]
    return [(row, one) for row, one in known if row in rows]


def verify(path: Path, facts: Facts, rows: list[TypeFact], where: Where, notice: Notice) -> Iterator[Verified]:
    """Each row of a facts file, by its experiments or at least by its names.

    `notice` hears which experiment runs. Raises CouldNotLook where the library is not installed.
    """
    version = version_of(facts.read[path], where.python)
    proofs = shipped(path, facts, rows)
    bare = [row for row in rows if all(row is not proven for proven, _ in proofs)]
    for row, experiment in proofs:
        if not _concerns(row, version):
            yield Verified(row.name, experiment.id, skipped=f"the row speaks of {row.versions} only")
        else:
            notice(f"running {experiment.id}")
            yield _shown(row, experiment, facts, where)
    absent = missing([row for row in bare if _concerns(row, version)], facts, where.python)
    yield from (_unproven(row, row.name in absent, path) for row in bare)


def _concerns(row: TypeFact, version: str) -> bool:
    return not row.versions or within(version, row.versions) is not Ternary.NO


def _unproven(row: TypeFact, absent: bool, path: Path) -> Verified:
    """A name of the facts that ship may belong to another release; one of a user's own is a slip."""
    if absent and path.parent != rules_folder() / "facts":
        wrong = Claim("its names exist", "the installed library has none of them", holds=False)
        return Verified(row.name, claims=(wrong,), skipped=UNPROVEN)
    return Verified(row.name, skipped="the installed release does not have it" if absent else UNPROVEN)


def _shown(row: TypeFact, experiment: Experiment, facts: Facts, where: Where) -> Verified:
    at = where.services.get(experiment.service, {})
    if experiment.service and not at:
        why = f"it needs a server: {experiment.service}"
        return Verified(row.name, experiment.id, skipped=why, service=experiment.service)
    if experiment.service and (against := objection(at)):
        hint = "Start that server, or correct --service."
        return Verified(row.name, experiment.id, skipped=against, hint=hint)
    try:
        _require(experiment, where.python)
        proof = prove(experiment, facts, Setting(where.python, at))
    except CouldNotLook as error:
        return Verified(row.name, experiment.id, skipped=error.message, hint=error.hint)
    return Verified(row.name, experiment.id, proof.claims)


def _require(experiment: Experiment, python: str) -> None:
    """Raises CouldNotLook where a package is missing that the experiment uses beside the library."""
    from packaging.requirements import Requirement

    for text in experiment.packages:
        installed((Requirement(text).name,), python)
