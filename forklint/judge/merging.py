"""One voice for two eyes: what both saw is confirmed, what only one saw stays or is cleared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from forklint.judge.clearing import SILENCE, Seen, could_see, was_loaded, why_cleared
from forklint.judge.order import arranged
from forklint.judge.pairing import joined, pairs, with_proof
from forklint.model.finding import Finding
from forklint.model.report import Cleared


@dataclass(frozen=True, slots=True)
class Merged:
    """The findings of a run with its probes."""

    findings: tuple[Finding, ...]
    cleared: tuple[Cleared, ...]
    unloaded: tuple[str, ...] = ()
    """Files with findings that a probe could have borne out, and that no probe's master loaded."""
    doubtful: tuple[Finding, ...] = ()
    """Static findings of which no probe saw anything, and that stay because a failure may have been hidden there."""


def merged(
    static: Sequence[Finding], probes: Sequence[Seen], hides: Callable[[Finding], bool] = lambda finding: False
) -> Merged:
    """Static findings that probes saw keep their words and gain proof; the others stay, are cleared, or are new.

    `hides` says whether the program hides a failure of the finding's line: there a probe's silence says nothing.
    """
    if not probes:
        return Merged(tuple(static), ())
    seen = joined(finding for probe in probes for finding in probe.findings)
    same = pairs(static, seen)
    known = [_confirmed(finding, index, seen, same) for index, finding in enumerate(static)]
    new = [finding for number, finding in enumerate(seen) if number not in same]
    alone = [finding for finding in known if "probe" not in finding.evidence]
    silent = list(_cleared(alone, new, probes))
    doubtful = tuple(item.finding for item in silent if item.why == SILENCE and hides(item.finding))
    cleared = [item for item in silent if item.finding not in doubtful]
    cleared += _with_them(alone, cleared)
    gone = {id(item.finding) for item in cleared}
    kept = [finding for finding in known if id(finding) not in gone]
    unloaded = [one.place.path for one in alone if id(one) not in gone and _was_out_of_sight(one, probes)]
    findings = arranged([*kept, *_named_apart(known, new)])
    return Merged(findings, tuple(cleared), tuple(dict.fromkeys(unloaded)), doubtful)


def _confirmed(finding: Finding, index: int, seen: Sequence[Finding], same: dict[int, int]) -> Finding:
    for number, other in sorted(same.items()):
        finding = with_proof(finding, seen[number]) if other == index else finding
    return finding


def _cleared(alone: list[Finding], new: list[Finding], probes: Sequence[Seen]) -> Iterator[Cleared]:
    for one in alone:
        if why := why_cleared(one, alone, new, probes):
            yield Cleared(one, why)


def _with_them(alone: list[Finding], cleared: list[Cleared]) -> list[Cleared]:
    """Repairs of what is cleared repair nothing."""
    found = []
    for one in alone:
        about = next((item for item in cleared if _speaks_of(one, item.finding)), None)
        if about:
            found.append(Cleared(one, f"it speaks of {about.finding.place}, which is cleared"))
    return found


def _speaks_of(repair: Finding, finding: Finding) -> bool:
    """FL801 says that an option does not help with another finding; its trail is that one's and a step more."""
    return repair.rule == "FL801" and repair.trace[:-1] == finding.trace and repair.type_name == finding.type_name


def _was_out_of_sight(finding: Finding, probes: Sequence[Seen]) -> bool:
    return could_see(finding) and not was_loaded(finding, probes)


def _named_apart(known: list[Finding], new: list[Finding]) -> Iterator[Finding]:
    """Findings of probes with fingerprints that no static finding has: those stay what they are without a probe."""
    taken = {finding.fingerprint for finding in known}
    for finding in new:
        number, name = 1, finding.fingerprint
        while name in taken:
            number, name = number + 1, f"{finding.fingerprint}-{number + 1}"
        taken.add(name)
        yield replace(finding, fingerprint=name)
