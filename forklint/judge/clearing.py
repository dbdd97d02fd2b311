"""When a probe's silence speaks: a static finding that real processes do not bear out is cleared, with care."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forklint.judge.generic import is_generic
from forklint.judge.pairing import on_the_way
from forklint.model.finding import Finding
from forklint.model.place import Place
from forklint.model.resource import Kind

SILENCE = "no worker shared, lost or duplicated it when probed"
_BY_SILENCE = frozenset(
    {
        Kind.CONNECTION,
        Kind.POOL,
        Kind.CHANNEL,
        Kind.SOCKET,
        Kind.THREAD,
        Kind.EXECUTOR,
        Kind.EVENT_LOOP,
        Kind.NATIVE_THREADS,
        Kind.FILE,
        Kind.DATABASE,
        Kind.PROCESS,
    }
)
"""Kinds that have a descriptor, a thread or a process: whatever holds them, a probe sees them."""
_BY_NAME = _BY_SILENCE | {Kind.LOCK, Kind.RANDOM, Kind.IDENTITY, Kind.DEVICE}
"""Values in memory are cleared only where the probe says that it looked at this very object."""
_WITHOUT_DESCRIPTOR = frozenset({"FL404"})
"""A temporary folder has a finalizer and nothing else: cleared by name only."""
_NEVER = ("FL602", "FL603", "FL8", "FL9")
"""Handlers of signals and exits, repairs, deployments: no probe looks for them."""


@dataclass(frozen=True, slots=True)
class Spared:
    """Something that was live in a master and that harms no worker."""

    place: Place
    type_name: str
    symbol: str
    why: str
    """One clause."""
    family: str = ""
    """Of the codes that would judge it; empty where no fact speaks of its type."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one probe saw, judged, and how far its silence reaches. Paths are as the report shows them."""

    findings: tuple[Finding, ...]
    harmless: tuple[Spared, ...] = ()
    modules: frozenset[str] = frozenset()
    """The application's files that the master loaded."""
    blind: frozenset[str] = frozenset()
    """Files in which something could not be looked at: silence about them says nothing."""


def could_see(finding: Finding) -> bool:
    """Whether a probe of the server's own fork can bear out such a finding."""
    kind = finding.resource.kind if finding.resource else None
    return kind in _BY_NAME and not finding.rule.startswith(_NEVER) and finding.made_in != "program"


def why_cleared(finding: Finding, others: Sequence[Finding], left: Sequence[Finding], probes: Sequence[Seen]) -> str:
    """One clause, or nothing where the finding stays.

    `others` are all static findings that no probe saw, this one included; `left` are findings of probes that are
    nobody's yet: one that may be this very thing keeps it.
    """
    if not could_see(finding) or any(_may_be(finding, other) for other in left):
        return ""
    if named := _named(finding, others, [item for probe in probes for item in probe.harmless]):
        return named.why
    looked = [probe for probe in probes if finding.place.path in probe.modules]
    if not looked or any(finding.place.path in probe.blind for probe in looked):
        return ""
    kind = finding.resource.kind if finding.resource else None
    return SILENCE if kind in _BY_SILENCE and not _may_be_unseen(finding) else ""


def _may_be_unseen(finding: Finding) -> bool:
    """What need not have a descriptor of its own: a temporary folder, a library's database in memory."""
    library = finding.resource.library if finding.resource else ""
    in_memory = library != "python" and finding.resource is not None and finding.resource.kind is Kind.DATABASE
    return finding.rule in _WITHOUT_DESCRIPTOR or in_memory


def was_loaded(finding: Finding, probes: Sequence[Seen]) -> bool:
    """Whether the master of some probe executed the finding's file."""
    return any(finding.place.path in probe.modules for probe in probes)


def _named(finding: Finding, others: Sequence[Finding], harmless: Sequence[Spared]) -> Spared | None:
    """What a probe calls harmless at this line or by this name, else by a type that occurs once in the file."""
    here = [item for item in harmless if item.place.path == finding.place.path]
    for item in here:
        at = item.place.line == finding.place.line or (bool(item.symbol) and item.symbol == finding.symbol)
        if at and item.family in ("", finding.family):
            return item
    alike = [item for item in here if item.type_name and item.type_name == finding.type_name]
    rivals = [one for one in others if (one.place.path, one.type_name) == (finding.place.path, finding.type_name)]
    return alike[0] if len(alike) == 1 and len(rivals) == 1 else None


def _may_be(finding: Finding, seen: Finding) -> bool:
    """Whether a probe's finding may speak of the same thing without our being sure enough to make them one."""
    near = on_the_way(finding.place, seen) or on_the_way(seen.place, finding)
    in_file = finding.place.path == seen.place.path
    alike = in_file or near or _are_kin(finding, seen)
    return (finding.family == seen.family and alike) or (is_generic(seen) and near)


def _are_kin(one: Finding, other: Finding) -> bool:
    """Of two libraries one of which wraps the other, as their names tell: each eye may name it by one of them."""
    first, second = (_words(finding.resource.library) if finding.resource else frozenset() for finding in (one, other))
    return bool(first and second) and (first < second or second < first)


def _words(library: str) -> frozenset[str]:
    """`Flask-SQLAlchemy` has the words of `SQLAlchemy`; that a library is one of Python's tells nothing."""
    return frozenset(re.split(r"[-_.]+", library.lower())) - {"python"}
