"""Proves what the facts say of a library: every experiment of its recipe, in one interpreter."""

from __future__ import annotations

from dataclasses import dataclass

from forklint.errors import KnowledgeError
from forklint.knowledge.facts import Facts
from forklint.knowledge.schema import TypeFact
from forklint.proofs.claims import Claim, claims
from forklint.proofs.recipe import Experiment
from forklint.proofs.stages import Setting, Shown, existing, stage
from forklint.proofs.versions import installed


@dataclass(frozen=True, slots=True)
class Proof:
    """One experiment, run."""

    experiment: Experiment
    version: str
    """Of the library; that of Python for the standard library."""
    claims: tuple[Claim, ...]

    @property
    def holds(self) -> bool:
        """Whether every claim was seen to be so."""
        return all(claim.holds for claim in self.claims)


def prove(experiment: Experiment, facts: Facts, setting: Setting) -> Proof:
    """Run all stages of an experiment.

    Raises KnowledgeError where it speaks of no row, CouldNotLook where a stage did not come to its workers.
    """
    row = row_of(experiment, facts)
    file = facts.files[row.name]
    version = installed((file.distribution, *file.alternatives), setting.python)

    def run(name: str) -> Shown:
        return stage(experiment, name, setting)

    decisive = installed(facts.distributions_of(row.name), setting.python)
    named = [] if "(" in row.name or row.process_wide else [_named(row, setting)]
    return Proof(experiment, version, (*named, *claims(row, experiment, decisive, run)))


def row_of(experiment: Experiment, facts: Facts) -> TypeFact:
    """The facts row that an experiment speaks of."""
    facts.load_all()
    row = facts.types.get(experiment.row)
    if row is None:
        hint = "`row` names a [[type]] of rules/facts, by its name or an alias."
        raise KnowledgeError(f"{experiment.recipe}: {experiment.name}: no row is called {experiment.row!r}", hint)
    if experiment.state and experiment.state not in _states(row, facts):
        hint = "`state` is what a condition of the row says, or a [[call]] that makes such an object."
        raise KnowledgeError(f"{experiment.recipe}: {experiment.name}: nothing says {experiment.state!r}", hint)
    return row


def _states(row: TypeFact, facts: Facts) -> set[str | None]:
    """All that the facts say of such an object after its constructor."""
    calls = [*(call for call in facts.calls.values() if call.makes == row.name), *row.member]
    conditions = [*row.when, *(condition for call in calls for condition in call.when)]
    return {row.state, *(one.state for one in conditions), *(call.state for call in calls)}


def _named(row: TypeFact, setting: Setting) -> Claim:
    """An alias of an older release may be gone; not all may be."""
    names = [name for name in (row.name, *row.aliases, *row.runtime) if "(" not in name]
    found = existing(names, setting.python)
    missing = [name for name, is_there in found.items() if not is_there]
    seen = f"not in this release: {', '.join(missing)}" if missing else f"all {len(names)}"
    return Claim("its names exist", seen, any(found.values()))
