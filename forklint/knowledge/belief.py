"""What the facts say of one resource, in words, with what it rests on: for people who want to know why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from forklint.knowledge import evidence
from forklint.knowledge.facts import Facts
from forklint.knowledge.members import members, outcome, shown_calls, tested
from forklint.knowledge.rules import rule
from forklint.knowledge.schema import CallFact, FactsFile, Goodbye, Healing, ImportFact, NoHelp, TypeFact
from forklint.knowledge.servers import servers
from forklint.model.levels import Severity
from forklint.model.resource import Mechanism

_HOW = {
    Mechanism.PID_CHECK: "it compares process ids",
    Mechanism.PTHREAD_ATFORK: "the C library's `fork()` runs its handlers (`pthread_atfork`)",
    Mechanism.REGISTER_AT_FORK: "Python's `os.fork()` runs its handlers (`os.register_at_fork`)",
    Mechanism.MULTIPROCESSING: "only multiprocessing and billiard run its handlers, in their own children",
    Mechanism.PATCHED_FORK: "it puts a function of its own in the place of `os.fork()`",
}


@dataclass(frozen=True, slots=True)
class Renewal:
    """One way in which a library notices the fork by itself."""

    since: str
    """First version that does; `0` for always."""
    released: str
    """Month of that release; empty where nobody knows."""
    mechanism: Mechanism
    how: str
    works_under: tuple[str, ...]
    """Servers whose fork runs the mechanism."""
    not_under: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Belief:
    """One resource of a library."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    rule: str
    rule_name: str
    severity: Severity
    versions: str
    """It is a resource in these versions only; empty for all."""
    state: str
    """After it is made: `dormant`, `live` or `harmless`."""
    otherwise: tuple[str, ...]
    """Arguments and settings that change that."""
    made_by: tuple[str, ...]
    """Calls that give one, beside its own names."""
    made_live_by: tuple[str, ...]
    released_by: tuple[str, ...]
    renewed_by: tuple[str, ...]
    """What makes it harmless where the worker calls it."""
    not_in_worker: tuple[str, ...]
    """What speaks to the other end before it lets go: in a worker it ends the session for all."""
    in_workers: str
    renews_itself: tuple[Renewal, ...]
    remedy: str
    no_help: tuple[NoHelp, ...]
    source: str
    proof: evidence.Evidence | None
    """None for a row that rests on its source alone."""


@dataclass(frozen=True, slots=True)
class OtherRow:
    """A row that is no resource: a call, or an object that only reaches one."""

    name: str
    table: str
    """`type` or `call`."""
    keys: dict[str, Any]
    """As the facts file has them."""


@dataclass(frozen=True, slots=True)
class Library:
    """One facts file."""

    distribution: str
    alternatives: tuple[str, ...]
    modules: tuple[str, ...]
    file: str
    resources: tuple[Belief, ...]
    others: tuple[str, ...]
    """Names of its other rows: calls, and objects that only reach a resource."""
    rows: tuple[OtherRow, ...] = ()
    """Those of them that were asked for."""


def library(path: Path, facts: Facts, only: TypeFact | CallFact | None = None) -> Library:
    """What a file says, of one row if one is named; rows that give way to another file's are left out."""
    file = facts.read[path]
    rows = resources(file, facts)
    others = [row.name for row in file.type if row not in rows] + [call.names[0] for call in file.call]
    asked = [row for row in rows if only is None or row is only or _gives(only, row)]
    shown = () if asked or only is None else (_other(only),)
    beliefs = tuple(belief(row, facts) for row in asked)
    return Library(file.distribution, file.alternatives, file.modules, str(path), beliefs, tuple(others), shown)


def _gives(row: TypeFact | CallFact, resource: TypeFact) -> bool:
    return isinstance(row, CallFact) and row.makes in (resource.name, *resource.aliases)


def _other(row: TypeFact | CallFact) -> OtherRow:
    """The keys as the file has them, without those that say nothing."""
    told = {field.encode_name: getattr(row, field.name) for field in msgspec.structs.fields(row)}
    blank: tuple[object, ...] = ("", (), {}, None, False)
    keys = {name: msgspec.to_builtins(value) for name, value in told.items() if value not in blank}
    name = keys.pop("name", "") or keys["names"][0]
    return OtherRow(str(name), "type" if isinstance(row, TypeFact) else "call", keys)


def resources(file: FactsFile, facts: Facts) -> list[TypeFact]:
    """The rows of a file that findings can come from."""
    return [row for row in file.type if row.kind and row.rule and facts.types.get(row.name) is row]


def belief(row: TypeFact, facts: Facts) -> Belief:
    """What a row says, in words. Raises KnowledgeError where its rule does not exist."""
    judged_by, makers = rule(row.rule), list(_makers(row, facts))
    return Belief(
        name=row.name,
        aliases=row.aliases,
        kind=row.kind.value if row.kind else "",
        rule=row.rule,
        rule_name=judged_by.name,
        severity=row.severity or judged_by.severity,
        versions=row.versions,
        state=row.state,
        otherwise=tuple(dict.fromkeys(_otherwise(row, makers))),
        made_by=tuple(dict.fromkeys((*(name for call in makers for name in call.names), *_variants(row, facts)))),
        made_live_by=(*members(row), *_users(row, facts)),
        released_by=(*shown_calls(row.released_by), *_by(row, facts, "frees")),
        renewed_by=(*shown_calls(row.renewed_by), *_by(row, facts, "renews")),
        not_in_worker=tuple(_goodbye(one) for one in row.goodbye),
        in_workers=row.goes_wrong or judged_by.why,
        renews_itself=tuple(map(_renewal, row.heals)),
        remedy=row.remedy or judged_by.remedy,
        no_help=row.no_help,
        source=facts.source_of(row.name),
        proof=evidence.of(row.name),
    )


def _makers(row: TypeFact, facts: Facts) -> Iterator[CallFact]:
    for call in _calls(facts):
        made = (call.makes, *(condition.makes for condition in call.when))
        if row.name in made or set(row.aliases) & set(made):
            yield call


def _variants(row: TypeFact, facts: Facts) -> Iterator[str]:
    """Other types that turn into this one where an argument says so."""
    for other in facts.types.values():
        yield from (
            f"{other.name} {tested(when)}" for when in other.when if when.makes == row.name and other is not row
        )


def _calls(facts: Facts) -> list[CallFact]:
    return list({id(call): call for call in facts.calls.values()}.values())


def _otherwise(row: TypeFact, makers: list[CallFact]) -> Iterator[str]:
    for call in makers:
        if call.state and call.state != row.state:
            yield f"{call.state} where {call.names[0]} makes it"
    tests: dict[str, list[str]] = {}
    for condition in (*row.when, *(condition for call in makers for condition in call.when)):
        known = tests.setdefault(outcome(condition, row), [])
        known += [said for said in (tested(condition),) if said not in known]
    yield from (f"{became} {' or '.join(said)}" for became, said in tests.items())
    for name, value in row.unless_environment.items():
        yield f"harmless where the environment has {name}={value} while loading"
    if row.unless_patched:
        yield "harmless where gevent or eventlet has patched the standard library before"
    if row.collected:
        yield "harmless once nothing refers to it any more"


def _users(row: TypeFact, facts: Facts) -> Iterator[str]:
    """What makes a process-wide resource live without naming it."""
    yield from _by(row, facts, "uses")
    yield from (f"importing {name}" for fact in _imports(facts) if row.name in fact.uses for name in fact.names)
    derived = [other.name for other in facts.types.values() if other.parent == row.name]
    if derived:
        yield f"using {' or '.join(dict.fromkeys(derived))}"


def _imports(facts: Facts) -> list[ImportFact]:
    return list({id(fact): fact for fact in facts.imports.values()}.values())


def _by(row: TypeFact, facts: Facts, key: str) -> Iterator[str]:
    for call in _calls(facts):
        if row.name in getattr(call, key):
            yield from (f"{name}()" for name in call.names)


def _goodbye(one: Goodbye) -> str:
    silent = " or ".join(tested(condition) for condition in one.when if condition.state == "harmless")
    instead = f": {one.instead}" if one.instead else ""
    return f"{', '.join(shown_calls(one.names))}{f', unless {silent}' if silent else ''}{instead}"


def _renewal(healing: Healing) -> Renewal:
    preloading = {name: server for name, server in servers().items() if server.forks in ("after-load", "if-preload")}
    works = tuple(name for name, server in preloading.items() if healing.mechanism in server.mechanisms)
    others = tuple(name for name in preloading if name not in works)
    how = _HOW[healing.mechanism]
    return Renewal(healing.since, healing.released, healing.mechanism, how, works, others, healing.note)
