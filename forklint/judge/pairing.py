"""Which findings of a probe and of the static analyzer speak of one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from forklint.judge.generic import is_generic
from forklint.knowledge.versions import is_range
from forklint.model.finding import Finding
from forklint.model.levels import Confidence
from forklint.model.place import Place
from forklint.model.resource import Kind

Same = Callable[[Finding, Finding], bool]
_PARTS = frozenset(
    {
        Kind.CONNECTION,
        Kind.SOCKET,
        Kind.CHANNEL,
        Kind.EVENT_LOOP,
        Kind.THREAD,
        Kind.NATIVE_THREADS,
        Kind.FILE,
        Kind.DATABASE,
        Kind.PROCESS,
    }
)
"""What a library's object is made of: a bare socket or thread on the line of a client is the client's."""
_NO_RESOURCE = ("FL8", "FL9")
"""Repairs and deployments: no process holds them."""


def pairs(static: Sequence[Finding], seen: Sequence[Finding]) -> dict[int, int]:
    """Index in `seen` -> index in `static`; several of the first may be one of the second.

    The same line or name decides at once. A type, or the mere family of codes where one side is nameless, decides only
    where there is nothing else in the file that it could be.
    """
    found: dict[int, int] = {}
    for same in (_on_the_line, _of_the_name, _part_of):
        for number, one in enumerate(seen):
            candidates = [index for index, other in enumerate(static) if same(other, one)]
            if number not in found and candidates:
                found[number] = max(candidates, key=lambda index: _likeness(static[index], one))
    for same in (_of_the_type, _of_the_type_on_the_way, _nameless, _placeless):
        found.update(_only(same, static, seen, found))
    return found


def _only(same: Same, static: Sequence[Finding], seen: Sequence[Finding], found: dict[int, int]) -> dict[int, int]:
    """Pairs in which each is the other's only candidate."""
    taken = set(found.values())
    left = [index for index in range(len(static)) if index not in taken]
    open_ = [number for number in range(len(seen)) if number not in found]
    candidates = {number: [index for index in left if same(static[index], seen[number])] for number in open_}
    single = {number: one[0] for number, one in candidates.items() if len(one) == 1}
    wanted = [index for one in candidates.values() for index in one]
    return {number: index for number, index in single.items() if wanted.count(index) == 1}


def _on_the_line(one: Finding, other: Finding) -> bool:
    return one.family == other.family and _line(one) == _line(other)


def _of_the_name(one: Finding, other: Finding) -> bool:
    named = bool(one.symbol) and one.symbol == other.symbol
    return named and one.family == other.family and _in_one_file(one, other)


def _part_of(whole: Finding, part: Finding) -> bool:
    """A bare part on the line of a library's object, whatever the codes."""
    is_part = is_generic(part) and part.resource is not None and part.resource.kind in _PARTS
    is_whole = not is_generic(whole) and whole.resource is not None and not whole.rule.startswith(_NO_RESOURCE)
    return is_part and is_whole and _line(whole) == _line(part)


def _of_the_type(one: Finding, other: Finding) -> bool:
    return one.family == other.family and one.type_name == other.type_name and _in_one_file(one, other)


def _of_the_type_on_the_way(one: Finding, other: Finding) -> bool:
    """One eye tells where it was made, the other where it was filled, in another file."""
    alike = one.family == other.family and one.type_name == other.type_name and not _in_one_file(one, other)
    return alike and (on_the_way(one.place, other) or on_the_way(other.place, one))


def _nameless(one: Finding, other: Finding) -> bool:
    return one.family == other.family and _in_one_file(one, other) and (is_generic(one) or is_generic(other))


def _placeless(one: Finding, other: Finding) -> bool:
    """What the probe could give no line (a device that was initialised) stands at the entry, without a trail."""
    return one.family == other.family and not other.trace


def _likeness(one: Finding, other: Finding) -> tuple[bool, bool, bool]:
    kinds = one.resource is not None and other.resource is not None and one.resource.kind is other.resource.kind
    return one.type_name == other.type_name, one.symbol == other.symbol, kinds


def _line(finding: Finding) -> tuple[str, int]:
    return finding.place.path, finding.place.line


def _in_one_file(one: Finding, other: Finding) -> bool:
    return one.place.path == other.place.path


def on_the_way(place: Place, finding: Finding) -> bool:
    """Whether the finding's line, or one of those that led there, is this one."""
    steps = (finding.place, *(step.place for step in finding.trace))
    return any((step.path, step.line) == (place.path, place.line) for step in steps)


def joined(seen: Iterable[Finding]) -> list[Finding]:
    """A probe's findings, each thing once: what several descriptors or processes showed is the proof of one finding."""
    found: list[Finding] = []
    for one in sorted(seen, key=is_generic):
        known = next((index for index, other in enumerate(found) if _is_same(other, one)), None)
        if known is None:
            found.append(one)
        else:
            found[known] = with_proof(found[known], one)
    return found


def _is_same(known: Finding, one: Finding) -> bool:
    equal = (known.rule, known.type_name, known.symbol) == (one.rule, one.type_name, one.symbol)
    return _line(known) == _line(one) and (equal or _part_of(known, one))


def with_proof(finding: Finding, other: Finding) -> Finding:
    """The finding as both eyes, or two looks of one eye, know it; its own words stay."""
    evidence = tuple(eye for eye in ("static", "probe") if eye in (*finding.evidence, *other.evidence))
    known = other if _knows_better(other, finding) else finding
    return replace(
        finding,
        evidence=evidence,
        proof=tuple(dict.fromkeys((*finding.proof, *other.proof))),
        confidence=Confidence.HIGH if len(evidence) > 1 else min(finding.confidence, other.confidence, key=_rank),
        severity=known.severity,
        version=known.version,
        otherwise=known.otherwise,
    )


def _knows_better(one: Finding, other: Finding) -> bool:
    """Whether it was decided for the version that runs, where the other had to guess."""
    sure = bool(one.version) and not is_range(one.version)
    return sure and (not other.version or is_range(other.version)) and one.type_name == other.type_name


def _rank(confidence: Confidence) -> int:
    return confidence.rank
